import { pixelsUrl } from '../../ui/pixelsUrl';
import { integerScale } from '../../ui/integerScale';
import { useElementSize } from '../../ui/useElementSize';
import { describeFace } from './describe';
import type { Preview, Run } from './store';

interface PictureProps {
  readonly run: Run;
  readonly preview: Preview | null;
  readonly scrub: number | null;
  readonly size: { readonly width: number; readonly height: number };
}

/** The step looked at, as large as whole-number scaling allows, the finished face, or the preview of another. */
export function Picture({ run, preview, scrub, size }: PictureProps) {
  const [space, ref] = useElementSize<HTMLDivElement>();
  const shown = preview ? previewView(preview) : view(run, scrub);
  const { width, height } = shown.pixels ?? size;
  const scale = integerScale(width, height, space.width, space.height);
  return (
    <figure className={preview ? 'picture preview' : 'picture'}>
      <div className="picture-space" ref={ref} aria-busy={run.status === 'running'}>
        {shown.pixels ? (
          <img src={pixelsUrl(shown.pixels)} alt={shown.alt} width={width * scale} height={height * scale} />
        ) : (
          <div className="picture-blank" style={{ width: width * scale, height: height * scale }} />
        )}
      </div>
      <figcaption>
        <span>{shown.caption}</span>
        <span className="muted">
          {width} × {height} px, shown at {scale}×
        </span>
      </figcaption>
    </figure>
  );
}

function previewView({ pixels, steps }: Preview) {
  const caption = `Preview, ${steps} ${steps === 1 ? 'step' : 'steps'}`;
  return { pixels, alt: `${caption}: not a finished face`, caption: `${caption}: not a finished face, not kept` };
}

function view(run: Run, scrub: number | null) {
  if (run.face && scrub === null) {
    return { pixels: run.face.pixels, alt: describeFace(run.face), caption: `Face ${run.face.id.slice(0, 6)}` };
  }
  const index = scrub ?? run.steps.length - 1;
  const step = run.steps[index];
  if (!step) return { pixels: null, alt: '', caption: emptyCaption(run.status) };
  const of = `Step ${step.step + 1} of ${run.totalSteps}`;
  const caption = run.status === 'stopped' && scrub === null ? `Stopped after step ${index + 1} of ${run.totalSteps}` : of;
  return { pixels: step.preview, alt: `${of}, preview`, caption: `${caption}, t = ${Math.round(step.timestep)}` };
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
