import type { ReactNode } from 'react';
import { useKeysOf, useTitle } from '../../ui/Shortcut';
import { ariaKeys } from '../../ui/keys';
import { faceInSight, isUnfinished, unfinishedInSight, useStage, type Run } from './store';

interface PictureToolsProps {
  readonly run: Run;
  /** Puts who is shown on the panel, whatever the face is to do. */
  readonly onKeepPerson: () => void;
  readonly onDownload: () => void;
  readonly children: ReactNode;
}

/** What can be done with the picture on the stage. */
export function PictureTools({ run, onKeepPerson, onDownload, children }: PictureToolsProps) {
  const unfinished = isUnfinished(run);
  return (
    <div className="picture-tools">
      {run.face && <KeepPerson onKeep={onKeepPerson} />}
      {children}
      {((run.face && !run.example) || unfinished) && <Download unfinished={unfinished} onDownload={onDownload} />}
    </div>
  );
}

function KeepPerson({ onKeep }: { readonly onKeep: () => void }) {
  const title = useTitle('Take prompt, layout and seed of this face and lock the seed; expression and action units stay', 'use-person');
  const keys = useKeysOf('use-person');
  return (
    <button type="button" className="button quiet" title={title} aria-keyshortcuts={ariaKeys(keys)} onClick={onKeep}>
      Keep this person
    </button>
  );
}

function Download({ unfinished, onDownload }: { readonly unfinished: boolean; readonly onDownload: () => void }) {
  const title = useTitle(unfinished ? 'Download what the run has drawn, marked as not finished' : 'Download PNG', 'download');
  const shown = useStage((state) => faceInSight(state) !== null || unfinishedInSight(state) !== null);
  return (
    <button type="button" className="button quiet" title={title} disabled={!shown} onClick={onDownload}>
      Download PNG
    </button>
  );
}
