import { letterOf } from '../../domain/facs/letters';
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

export function AuSlider({ label, side, intensity, realised, describedBy, onChange }: AuSliderProps) {
  const value = toFacsScale(intensity);
  const letter = letterOf(intensity);
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
        min={0}
        max={5}
        step={0.1}
        ticks
        valueText={letter === null ? `${value}, absent` : `${value}, FACS ${letter}`}
        describedBy={describedBy}
        ghost={realised === null ? null : realised * 5}
        {...(realised === null ? {} : { ghostTitle: `The face shows ${toFacsScale(realised)}` })}
        onChange={change}
      />
      <NumberField label={`${label} value`} value={value} min={0} max={5} step={0.1} onChange={change} />
      <span className="letter" aria-hidden="true">
        {letter ?? '–'}
      </span>
    </span>
  );
}
