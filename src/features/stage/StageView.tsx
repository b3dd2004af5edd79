import type { ReactNode } from 'react';
import { Curves } from './Curves';
import { EmptyStage } from './EmptyStage';
import { Filmstrip } from './Filmstrip';
import { Picture } from './Picture';
import { useStage } from './store';

interface StageViewProps {
  readonly imageSize: { readonly width: number; readonly height: number };
  /** What an empty stage shows in place of words: the shipped example, if there is one. */
  readonly example: ReactNode;
}

/** The picture looked at, with the filmstrip that leads through its steps. */
export function StageView({ imageSize, example }: StageViewProps) {
  const run = useStage((state) => state.run);
  const preview = useStage((state) => state.preview);
  const scrub = useStage((state) => state.scrub);
  if (!run) return example ?? <EmptyStage />;
  return (
    <>
      <Picture run={run} preview={preview} scrub={scrub} size={imageSize} />
      {run.steps.length > 0 && <Filmstrip run={run} scrub={scrub} />}
    </>
  );
}

/** The curves of the run on the stage; nothing where there are no steps. */
export function StageCurves() {
  const run = useStage((state) => state.run);
  const scrub = useStage((state) => state.scrub);
  if (!run || run.steps.length === 0) return null;
  return <Curves steps={run.steps} totalSteps={run.totalSteps} current={scrub ?? run.steps.length - 1} />;
}
