import type { CSSProperties } from 'react';
import type { ExpressionClass } from '../../domain/packs/manifest';

interface ClassMeterProps {
  readonly name: ExpressionClass;
  readonly probability: number;
  readonly requested: boolean;
  readonly recognised: boolean;
}

export function ClassMeter({ name, probability, requested, recognised }: ClassMeterProps) {
  const share: CSSProperties & Record<'--share', number> = { '--share': probability };
  return (
    <div
      className={`meter class-${name}${recognised ? ' top' : ''}`}
      role="meter"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={1}
      // Never in powers of ten, which the attribute does not know.
      aria-valuenow={Number(probability.toFixed(4))}
      aria-valuetext={`${probability.toFixed(2)}${requested ? ', requested' : ''}`}
    >
      <span className="meter-name">{name}</span>
      <span className="meter-track">
        <span className="meter-fill" style={share} />
      </span>
      <span className="readout">{probability.toFixed(2)}</span>
    </div>
  );
}
