import type { Pixels } from '../../domain/face/pixels';
import { describeFace } from './describe';
import { useStepPicture, type StepPicture } from './stepPicture';
import { detailInSight, stepInSight, useStage, type Preview, type Run } from './store';

interface ShownPicture {
  /** Null before the first step, and for a moment where it is being drawn. */
  readonly pixels: Pixels | null;
  readonly alt: string;
  readonly caption: string;
}

/** The picture that the stage shows of a run, in pixels and words. Null where the stage is empty. */
export function useShownPicture(): ShownPicture | null {
  const run = useStage((state) => state.run);
  const preview = useStage((state) => state.preview);
  const scrub = useStage((state) => state.scrub);
  const step = useStepPicture(stepInSight({ run, preview, scrub }) ?? undefined, detailInSight({ run, scrub }));
  if (!run) return null;
  return preview ? ofPreview(preview) : ofRun(run, scrub, step);
}

function ofPreview({ pixels, steps, byStudent }: Preview): ShownPicture {
  const caption = `Preview, ${steps} ${steps === 1 ? 'step' : 'steps'}${byStudent ? ' of the student' : ''}`;
  return { pixels, alt: `${caption}: not a finished face`, caption: `${caption}: not a finished face, not kept` };
}

function ofRun(run: Run, scrub: number | null, picture: StepPicture): ShownPicture {
  if (run.face && scrub === null) {
    const { pixels, id } = run.face;
    return run.example
      ? { pixels, alt: describeFace(run.face, 'Example'), caption: 'Shipped example, made with this model' }
      : { pixels, alt: describeFace(run.face, 'Generated'), caption: `Face ${id.slice(0, 6)}` };
  }
  const index = scrub ?? run.steps.length - 1;
  const step = run.steps[index];
  if (!step) return { pixels: null, alt: '', caption: emptyCaption(run.status) };
  const of = `Step ${step.step + 1} of ${run.totalSteps}`;
  const caption = run.status === 'stopped' && scrub === null ? `Stopped after step ${index + 1} of ${run.totalSteps}` : of;
  const told = `${caption}, t = ${Math.round(step.timestep)}`;
  if (picture.otherModel) return { pixels: null, alt: '', caption: `${told}. Another model made it: load that one to see it` };
  return { pixels: picture.pixels, alt: `${of}, preview`, caption: told };
}

function emptyCaption(status: Run['status']): string {
  switch (status) {
    case 'running':
      return 'The first step is on its way';
    case 'stopped':
      return 'Stopped before the first step';
    case 'failed':
      return 'The run failed before its first step';
    case 'done':
      return '';
  }
}
