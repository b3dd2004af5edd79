import { NumberField } from './NumberField';
import { RangeInput } from './RangeInput';

interface SliderFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
  readonly valueText?: string;
  readonly hint?: string;
  /** What a double click brings back. */
  readonly resetTo?: number | undefined;
}

/** Label, slider and number field for one setting. */
export function SliderField({ label, value, min, max, step, onChange, valueText, hint, resetTo }: SliderFieldProps) {
  return (
    <div className="slider-field" title={hint}>
      <span className="slider-label" aria-hidden="true">
        {label}
      </span>
      <RangeInput {...{ label, value, min, max, step, onChange, resetTo }} {...(valueText === undefined ? {} : { valueText })} />
      <NumberField label={`${label} value`} {...{ value, min, max, step, onChange, resetTo }} />
    </div>
  );
}
