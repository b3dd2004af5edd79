import { useRef, type PointerEvent, type RefObject } from 'react';
import { settle, type NumberRange } from '../domain/numbers/number';

interface Dragged {
  readonly range: NumberRange;
  readonly value: number;
  readonly disabled: boolean;
  readonly onChange: (value: number) => void;
}

interface Hold {
  readonly x: number;
  readonly y: number;
  /** Before it is rounded to the grain. */
  readonly exact: number;
  /** A finger's press moves nothing until it is known to be no scroll. */
  readonly sure: boolean;
}

/** Of the thumb, in CSS pixels; range.css draws it as wide. */
const THUMB = 12;
/** A finger that went this far sideways, in CSS pixels, means the slider. */
const SLOP = 6;
const FINE = 5;

/**
 * A pointer's hold on a slider. A mouse puts the thumb where it presses; a finger moves it from where it is, and only sideways: a swipe
 * up or down is the page's, which `touch-action` leaves to it. Shift moves five times as finely.
 */
export function useRangeDrag(input: RefObject<HTMLInputElement | null>, { range, value, disabled, onChange }: Dragged) {
  const hold = useRef<Hold | null>(null);
  const { min, max, step } = range;

  const put = (exact: number, fine: boolean) => {
    const next = settle(exact, range, fine && step < 1 ? step / 2 : step);
    if (next !== value) onChange(next);
  };
  const valueAt = (element: HTMLElement, x: number) => {
    const box = element.getBoundingClientRect();
    return min + (Math.min(1, Math.max(0, (x - box.left - THUMB / 2) / (box.width - THUMB))) * (max - min));
  };

  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (disabled || event.button !== 0) return;
      const element = event.currentTarget;
      const touch = event.pointerType === 'touch';
      if (!touch) {
        // The native thumb has no part in it, and no text is selected beside it.
        event.preventDefault();
        element.setPointerCapture(event.pointerId);
        input.current?.focus({ preventScroll: true });
      }
      const pressed = valueAt(element, event.clientX);
      const onThumb = Math.abs(pressed - value) <= ((THUMB / 2) * (max - min)) / Math.max(1, element.clientWidth - THUMB);
      const exact = touch || onThumb || event.shiftKey ? value : pressed;
      hold.current = { x: event.clientX, y: event.clientY, exact, sure: !touch };
      if (!touch && exact !== value) put(exact, false);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const now = hold.current;
      if (!now) return;
      const by = event.clientX - now.x;
      if (!now.sure) {
        if (Math.abs(by) < SLOP || Math.abs(by) < Math.abs(event.clientY - now.y)) return;
        event.currentTarget.setPointerCapture(event.pointerId);
      }
      const perPixel = (max - min) / Math.max(1, event.currentTarget.clientWidth - THUMB);
      const exact = now.exact + (by * perPixel) / (event.shiftKey ? FINE : 1);
      hold.current = { x: event.clientX, y: now.y, exact, sure: true };
      put(exact, event.shiftKey);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const now = hold.current;
      hold.current = null;
      // A tap.
      if (now && !now.sure) put(valueAt(event.currentTarget, event.clientX), false);
    },
    onPointerCancel: () => {
      hold.current = null;
    },
  };
}
