import type { Pixels } from '../domain/face/pixels';
import { drawPixels } from '../ui/drawPixels';
import { inSlices } from './slices';

/** Pictures that came and are not drawn yet, in the order they came. */
const waiting = new Map<HTMLCanvasElement, Pixels>();
let drawing = false;

/** Draws a picture as soon as those that came before it are drawn: pictures come by the dozen, and together would hold up a frame. */
export function drawInTurn(canvas: HTMLCanvasElement, pixels: Pixels): void {
  waiting.set(canvas, pixels);
  if (drawing) return;
  drawing = true;
  // Those that come at the same moment wait together.
  queueMicrotask(() => inSlices(drawWaiting(), () => (drawing = false)));
}

/** Takes back what is not drawn yet: the canvas is gone, or shows something else. */
export function undraw(canvas: HTMLCanvasElement): void {
  waiting.delete(canvas);
}

function* drawWaiting(): Generator<void, void> {
  for (const [canvas, pixels] of waiting) {
    waiting.delete(canvas);
    drawPixels(canvas, pixels);
    yield;
  }
}
