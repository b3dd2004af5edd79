import { useRef, type CSSProperties } from 'react';
import { useRangeDrag } from './useRangeDrag';

interface RangeInputProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
  readonly valueText?: string;
  /** Id of the element that describes it. */
  readonly describedBy?: string | undefined;
  /** Where a mark is set beside the thumb: what was reached, on the same scale. */
  readonly ghost?: number | null;
  readonly ghostTitle?: string;
  /** Draws a tick at every whole number. */
  readonly ticks?: boolean;
  /** What a double click brings back. */
  readonly resetTo?: number | undefined;
  readonly disabled?: boolean;
}

type Vars = CSSProperties & Record<`--${string}`, string | number>;

/** A native range for keys and assistive technology, with a filled track, and a pointer's hold that a scroll never moves. */
export function RangeInput(props: RangeInputProps) {
  const { label, value, min, max, step, onChange, valueText, describedBy, ghost, ghostTitle, ticks, resetTo, disabled = false } = props;
  const input = useRef<HTMLInputElement>(null);
  const drag = useRangeDrag(input, { range: { min, max, step }, value, disabled, onChange });
  const share = (n: number) => Math.min(1, Math.max(0, (n - min) / (max - min)));
  const vars: Vars = { '--share': share(value) };
  return (
    <span
      className={ticks ? 'range ticks' : 'range'}
      style={vars}
      data-disabled={disabled || undefined}
      onDoubleClick={() => {
        if (resetTo !== undefined && !disabled) onChange(resetTo);
      }}
      {...drag}
    >
      <input
        ref={input}
        type="range"
        aria-label={label}
        aria-valuetext={valueText}
        aria-describedby={describedBy}
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      {ghost !== undefined && ghost !== null && (
        <span className="ghost" title={ghostTitle} style={{ '--share': share(ghost) } as Vars} />
      )}
    </span>
  );
}
