import { useState } from 'react';
import { RangeInput } from '../../ui/RangeInput';
import { integerScale } from '../../ui/integerScale';
import { useElementSize } from '../../ui/useElementSize';
import type { Example } from './example';

interface ExampleStageProps {
  readonly example: Example;
  readonly imageSize: { readonly width: number; readonly height: number };
  readonly onUseRecipe: () => void;
}

/** A shipped face and how it came about, before the first own one. */
export function ExampleStage({ example, imageSize, onUseRecipe }: ExampleStageProps) {
  const [space, ref] = useElementSize<HTMLDivElement>();
  const [scrub, setScrub] = useState<number | null>(null);
  const { width, height } = imageSize;
  const scale = integerScale(width, height, space.width, space.height);
  const { recipe, label, steps } = example;
  const shown = scrub === null ? example.face : (steps[scrub] ?? example.face);
  const alt =
    scrub === null
      ? `Example face: ${recipe.expression ?? 'no expression'} requested, ${label.recognised} recognised, ${Math.round(label.confidence * 100)} %`
      : `Example, step ${scrub + 1} of ${steps.length}`;

  return (
    <>
      <figure className="picture">
        <div className="picture-space" ref={ref}>
          <img src={shown} alt={alt} width={width * scale} height={height * scale} />
        </div>
        <figcaption>
          <span>Shipped example, made with this model</span>
          <button type="button" className="button" onClick={onUseRecipe}>
            Use recipe
          </button>
          <span className="muted">
            {width} × {height} px, shown at {scale}×
          </span>
        </figcaption>
      </figure>
      {steps.length > 1 && (
        <div className="filmstrip">
            <ol className="strip" role="list" aria-label="Steps of the example" tabIndex={0}>
              {steps.map((step, index) => (
                <li key={index} className={index === (scrub ?? steps.length - 1) ? 'current' : undefined} onClick={() => setScrub(index)}>
                  <img src={step} alt={`Step ${index + 1}`} width={40} height={40} />
                </li>
              ))}
            </ol>
            <div className="scrubber">
              <span aria-hidden="true">Step</span>
              <RangeInput
                label="Example step"
                value={(scrub ?? steps.length - 1) + 1}
                min={1}
                max={steps.length}
                step={1}
                onChange={(value) => setScrub(value === steps.length ? null : value - 1)}
              />
              <span className="readout">
                {(scrub ?? steps.length - 1) + 1} / {steps.length}
              </span>
            </div>
        </div>
      )}
    </>
  );
}
