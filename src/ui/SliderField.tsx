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
}

/** Label, slider and number field for one setting. */
export function SliderField({ label, value, min, max, step, onChange, valueText, hint }: SliderFieldProps) {
  return (
    <div className="slider-field" title={hint}>
      <span className="slider-label" aria-hidden="true">
        {label}
      </span>
      <RangeInput {...{ label, value, min, max, step, onChange }} {...(valueText === undefined ? {} : { valueText })} />
      <NumberField label={`${label} value`} {...{ value, min, max, step, onChange }} />
    </div>
  );
}
