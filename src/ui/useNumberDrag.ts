import { useRef, type PointerEvent, type MouseEvent, type RefObject } from 'react';
import { settle, type NumberRange } from '../domain/numbers/number';

interface Dragged {
  readonly range: NumberRange;
  readonly value: number;
  readonly disabled: boolean;
  readonly onChange: (value: number) => void;
}

/** Below this many CSS pixels a press is a click: it puts the caret into the field. */
const SLOP = 3;
/** A range of few steps is crossed in this many pixels; of more, a step takes this many. */
const CROSSED_IN = 200;
const STEP_AT_LEAST = 2;
const FINE = 10;

/** A drag sideways over a number that is not being typed in changes it, Shift ten times as finely. A swipe up or down scrolls. */
export function useNumberDrag(input: RefObject<HTMLInputElement | null>, { range, value, disabled, onChange }: Dragged) {
  const drag = useRef<{ x: number; exact: number; moved: boolean } | null>(null);
  const { min, max, step } = range;
  const perPixel = Math.min((max - min) / CROSSED_IN, step / STEP_AT_LEAST);
  const typing = () => document.activeElement === input.current;

  return {
    onMouseDown: (event: MouseEvent) => {
      // The caret waits for the end of the press, which may be a drag.
      if (!typing() && event.button === 0) event.preventDefault();
    },
    onPointerDown: (event: PointerEvent<HTMLInputElement>) => {
      if (disabled || typing() || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, exact: value, moved: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const now = drag.current;
      if (!now) return;
      const by = event.clientX - now.x;
      if (!now.moved && Math.abs(by) < SLOP) return;
      const fine = event.shiftKey && !Number.isInteger(step) ? FINE : 1;
      const exact = Math.min(max, Math.max(min, now.exact + (by * perPixel) / fine));
      drag.current = { x: event.clientX, exact, moved: true };
      onChange(settle(exact, range, step / fine));
    },
    onPointerUp: () => {
      if (drag.current && !drag.current.moved) {
        input.current?.focus();
        input.current?.select();
      }
      drag.current = null;
    },
    onPointerCancel: () => {
      drag.current = null;
    },
  };
}
