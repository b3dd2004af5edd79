import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { readInRange, settle, type NumberRange } from '../domain/numbers/number';
import { useNumberDrag } from './useNumberDrag';

interface NumberFieldProps extends NumberRange {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** What a double click brings back. */
  readonly resetTo?: number | undefined;
  readonly id?: string;
  readonly className?: string;
  readonly disabled?: boolean;
}

/** What stands in the field, the value that this gave, and the one that held before it was typed. */
interface Typed {
  readonly text: string;
  readonly value: number;
  readonly before: number;
}

/** Values that differ by less are one: a slider's scale is not always exact in floating point. */
const SAME = 1e-6;
const PAGE = 10;
/** How long a refusal stays after the field was left, in ms. */
const SAID_MS = 6_000;

/**
 * A number to type, to step by arrow keys, or to drag sideways (Shift: finely; double click: back to where it begins).
 * While it is typed in, the field shows the typing as it stands and hands on what can be taken; what cannot gives back the
 * value that held before and says the range. When the value becomes another (undo, a slider, a recipe), it shows that.
 */
export function NumberField({ label, value, min, max, step, onChange, resetTo, id, className = '', disabled = false }: NumberFieldProps) {
  const [typed, setTyped] = useState<Typed | null>(null);
  const [left, setLeft] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const refusalId = useId();
  const range = { min, max, step };
  const drag = useNumberDrag(input, { range, value, disabled, onChange });

  const typing = typed !== null && Math.abs(typed.value - value) < SAME;
  const read = typing ? readInRange(typed.text, range) : null;
  const refusal = read && 'refusal' in read ? read.refusal : null;
  const said = refusal ?? left;

  useEffect(() => {
    if (left === null) return;
    const timer = setTimeout(() => setLeft(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [left]);

  const type = (text: string) => {
    const before = typing ? typed.before : value;
    const next = readInRange(text, range);
    const given = 'value' in next ? next.value : before;
    setLeft(null);
    setTyped({ text, value: given, before });
    if (given !== value) onChange(given);
  };

  const leave = () => {
    if (refusal !== null) setLeft(`${refusal} It stays ${String(value)}.`);
    setTyped(null);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowUp: 1, ArrowDown: -1, PageUp: PAGE, PageDown: -PAGE };
    const by = steps[event.key];
    if (event.key === 'Enter') leave();
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    setTyped(null);
    onChange(settle(value + by * step, range, step));
  };

  return (
    <span className={`number-field ${className}`}>
      <input
        ref={input}
        type="text"
        role="spinbutton"
        inputMode={Number.isInteger(step) && min >= 0 ? 'numeric' : 'decimal'}
        autoComplete="off"
        spellCheck={false}
        id={id}
        className="field number"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-invalid={refusal !== null || undefined}
        aria-describedby={said === null ? undefined : refusalId}
        value={typing ? typed.text : String(value)}
        disabled={disabled}
        onChange={(event) => type(event.target.value)}
        onBlur={leave}
        onKeyDown={onKeyDown}
        onDoubleClick={() => {
          if (resetTo === undefined || disabled) return;
          setTyped(null);
          onChange(resetTo);
        }}
        {...drag}
      />
      {said !== null && (
        <span className="number-said" id={refusalId} role="status">
          {said}
        </span>
      )}
    </span>
  );
}
