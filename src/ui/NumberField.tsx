import { useState } from 'react';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
  readonly id?: string;
  readonly className?: string;
  readonly disabled?: boolean;
}

/**
 * A number typed by hand. While it is typed in, the field shows the typing as it stands and hands on what is a valid
 * number; on leaving it the field shows the value that holds.
 */
export function NumberField({ label, value, min, max, step, onChange, id, className, disabled }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? String(value);
  const invalid = typed !== null && parse(typed, min, max, step) === null;

  return (
    <input
      type="number"
      id={id}
      className={`field number ${className ?? ''}`}
      aria-label={label}
      aria-invalid={invalid || undefined}
      min={min}
      max={max}
      step={step}
      value={shown}
      disabled={disabled}
      onChange={(event) => {
        setTyped(event.target.value);
        const number = parse(event.target.value, min, max, step);
        if (number !== null) onChange(number);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

function parse(text: string, min: number, max: number, step: number): number | null {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number < min || number > max) return null;
  return Number.isInteger(step) && !Number.isInteger(number) ? null : number;
}
