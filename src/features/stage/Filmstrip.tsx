import { useEffect, useRef } from 'react';
import type { PastStep } from '../../domain/face/step';
import { PixelsPicture } from '../../ui/PixelsPicture';
import { RangeInput } from '../../ui/RangeInput';
import { ForkControl } from './ForkControl';
import { ReplayControl } from './ReplayControl';
import { stepsTakenOver } from './fork';
import { useStepPicture } from './stepPicture';
import { scrubTo, type Run } from './store';

interface FilmstripProps {
  readonly run: Run;
  readonly scrub: number | null;
}

/** Every denoising step as a small picture, a slider and a replay to go through them again, and a way to go on from one. */
export function Filmstrip({ run, scrub }: FilmstripProps) {
  const strip = useRef<HTMLOListElement>(null);
  const count = run.steps.length;
  const taken = stepsTakenOver(run);
  const current = scrub ?? count - 1;

  useEffect(() => {
    const list = strip.current;
    const item = list?.children[current];
    if (!list || !(item instanceof HTMLElement)) return;
    // The list is positioned, so this is the distance from its own start.
    const left = item.offsetLeft;
    if (left < list.scrollLeft) list.scrollLeft = left;
    else if (left + item.offsetWidth > list.scrollLeft + list.clientWidth) {
      list.scrollLeft = left + item.offsetWidth - list.clientWidth;
    }
  }, [current]);

  return (
    <div className="filmstrip">
      <ol ref={strip} className="strip" role="list" aria-label="Denoising steps" tabIndex={0}>
        {run.steps.map((step, index) => (
          <li
            key={step.step}
            className={`${index === current ? 'current' : ''} ${index < taken ? 'taken-over' : ''}`}
            onClick={() => scrubTo(index)}
          >
            <StepThumb step={step} alt={index < taken ? `Step ${step.step + 1}, taken over` : `Step ${step.step + 1}`} />
          </li>
        ))}
      </ol>
      <div className="scrubber">
        <ReplayControl />
        <span className="muted" aria-hidden="true">
          Step
        </span>
        <RangeInput
          label="Step"
          value={current + 1}
          min={1}
          max={Math.max(count, 2)}
          step={1}
          disabled={count < 2}
          valueText={`${current + 1} of ${run.totalSteps}`}
          onChange={(value) => scrubTo(value - 1)}
        />
        <span className="readout">
          {current + 1} / {run.totalSteps}
        </span>
        <ForkControl />
      </div>
    </div>
  );
}

function StepThumb({ step, alt }: { readonly step: PastStep; readonly alt: string }) {
  const { pixels } = useStepPicture(step, 'preview');
  if (pixels) return <PixelsPicture pixels={pixels} alt={alt} />;
  return <span className="picture-blank" role="img" aria-label={alt} />;
}
