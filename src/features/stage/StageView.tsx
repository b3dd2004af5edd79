import type { ReactNode } from 'react';
import { Curves } from './Curves';
import { EmptyStage } from './EmptyStage';
import { Filmstrip } from './Filmstrip';
import { Picture } from './Picture';
import { PictureTools } from './PictureTools';
import { ReplayControl } from './ReplayControl';
import { NO_STEPS } from './fork';
import { useStage } from './store';

interface StageViewProps {
  readonly imageSize: { readonly width: number; readonly height: number };
  /** Buttons of other tools of the stage. */
  readonly tools: ReactNode;
  /** Over the picture, as large as it: what takes hold of the face. */
  readonly overlay: ReactNode;
  readonly onShowFace: (id: string) => void;
}

/** The picture looked at, and what can be done with it. */
export function StageView({ imageSize, tools, overlay, onShowFace }: StageViewProps) {
  const run = useStage((state) => state.run);
  const preview = useStage((state) => state.preview);
  if (!run) return <EmptyStage>{tools}</EmptyStage>;
  return (
    <Picture run={run} preview={preview} size={imageSize} overlay={overlay} onShowFace={onShowFace}>
      <PictureTools run={run}>{tools}</PictureTools>
    </Picture>
  );
}

/**
 * The filmstrip that leads through the steps of what is on the stage. It is as high with steps as without: the picture above it
 * is never smaller for what comes under it.
 */
export function StageSteps() {
  const run = useStage((state) => state.run);
  const scrub = useStage((state) => state.scrub);
  return (
    <div className="steps">
      {run && run.steps.length > 0 && <Filmstrip run={run} scrub={scrub} />}
      {run?.face && run.steps.length === 0 && (
        <div className="no-steps">
          <ReplayControl />
          <p className="note">{NO_STEPS}</p>
        </div>
      )}
    </div>
  );
}

/** The curves of the run on the stage; nothing where there are no steps. */
export function StageCurves() {
  const run = useStage((state) => state.run);
  const scrub = useStage((state) => state.scrub);
  if (!run || run.steps.length === 0) return null;
  return <Curves steps={run.steps} totalSteps={run.totalSteps} current={scrub ?? run.steps.length - 1} />;
}
