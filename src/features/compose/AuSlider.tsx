import { letterOf } from '../../domain/facs/letters';
import { FIVE_POINT } from '../../domain/recipe/limits';
import { NumberField } from '../../ui/NumberField';
import { RangeInput } from '../../ui/RangeInput';
import { fromFacsScale, toFacsScale } from './auEdits';

interface AuSliderProps {
  readonly label: string;
  readonly side?: 'L' | 'R';
  /** 0–1, as recipes hold it; shown on the 0–5 scale. */
  readonly intensity: number;
  readonly realised: number | null;
  readonly describedBy?: string | undefined;
  readonly onChange: (intensity: number) => void;
}

/** Below this intensity, 0–1, a unit that nobody asked for is not worth a mark. */
const TO_BE_SEEN = 0.06;

export function AuSlider({ label, side, intensity, realised, describedBy, onChange }: AuSliderProps) {
  const value = toFacsScale(intensity);
  const letter = letterOf(intensity);
  // Neither asked for nor to be seen: a mark at the beginning would say nothing.
  const shown = realised === null || (value === 0 && realised < TO_BE_SEEN) ? null : realised * 5;
  const change = (next: number) => onChange(fromFacsScale(next));
  return (
    <span className="au-slider">
      {side && (
        <span className="side" aria-hidden="true">
          {side}
        </span>
      )}
      <RangeInput
        label={label}
        value={value}
        {...FIVE_POINT}
        step={0.1}
        ticks
        resetTo={0}
        valueText={letter === null ? `${value}, absent` : `${value}, FACS ${letter}`}
        describedBy={describedBy}
        ghost={shown}
        {...(realised === null ? {} : { ghostTitle: `The face shows ${toFacsScale(realised)}` })}
        onChange={change}
      />
      <NumberField label={`${label} value`} value={value} {...FIVE_POINT} step={0.1} resetTo={0} onChange={change} />
      <span className="letter" aria-hidden="true">
        {letter ?? '–'}
      </span>
    </span>
  );
}
