import type { ReactNode } from 'react';
import { CommandButton } from '../../ui/CommandButton';
import { isUnfinished, type Run } from './store';

interface PictureToolsProps {
  readonly run: Run;
  readonly children: ReactNode;
}

/** What can be done with the picture on the stage. */
export function PictureTools({ run, children }: PictureToolsProps) {
  const unfinished = isUnfinished(run);
  return (
    <div className="picture-tools">
      {/* First, since on a phone what comes last is a swipe away. */}
      {((run.face && !run.example) || unfinished) && (
        <CommandButton command="download" className="button quiet" title={unfinished ? 'Download what the run has drawn, marked as not finished' : 'Download PNG'}>
          Download PNG
        </CommandButton>
      )}
      {run.face && (
        <CommandButton command="use-person" className="button quiet" title="Take prompt, layout and seed of this face and lock the seed; expression and action units stay">
          Keep this person
        </CommandButton>
      )}
      {children}
    </div>
  );
}
