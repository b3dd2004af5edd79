import type { Box } from '../../../domain/map/shapes';
import type { Size } from './viewport';

/** A box in the middle of the window, as the keyboard's begins. */
export function firstBox({ width, height }: Size): Box {
  return { left: width * 0.4, top: height * 0.4, width: width * 0.2, height: height * 0.2 };
}

/** Share of the window that one press of an arrow passes. */
const STEP = 0.05;
const LEAST = 8;

const ARROWS: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The box after an arrow key: moved, or with Shift made larger and smaller at its lower right corner; null for other keys. */
export function boxAfter(key: string, withShift: boolean, box: Box, size: Size): Box | null {
  const arrow = ARROWS[key];
  if (!arrow) return null;
  const [dx, dy] = [arrow[0] * size.width * STEP, arrow[1] * size.height * STEP];
  const within = (value: number, low: number, high: number) => Math.min(Math.max(value, low), Math.max(low, high));
  return withShift
    ? { ...box, width: within(box.width + dx, LEAST, size.width - box.left), height: within(box.height + dy, LEAST, size.height - box.top) }
    : { ...box, left: within(box.left + dx, 0, size.width - box.width), top: within(box.top + dy, 0, size.height - box.height) };
}
