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

/** What stands in the field, and the value that held when it was typed. */
interface Typed {
  readonly text: string;
  readonly value: number;
}

/** Values that differ by less are one: a slider's scale is not always exact in floating point. */
const SAME = 1e-6;

/**
 * A number typed by hand. While it is typed in, the field shows the typing as it stands and hands on what is a valid
 * number; on leaving it, or when the value becomes another (undo, a slider, a new recipe), it shows the value that holds.
 */
export function NumberField({ label, value, min, max, step, onChange, id, className, disabled }: NumberFieldProps) {
  const [typed, setTyped] = useState<Typed | null>(null);
  const typing = typed !== null && Math.abs(typed.value - value) < SAME;
  const invalid = typing && parse(typed.text, min, max, step) === null;

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
      value={typing ? typed.text : String(value)}
      disabled={disabled}
      onChange={(event) => {
        const number = parse(event.target.value, min, max, step);
        setTyped({ text: event.target.value, value: number ?? value });
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
