import type { Point } from '../../../domain/map/shapes';

/** Which part of the map is seen: at zoom 1, around (0, 0), all of it, from −1 to 1. */
export interface Viewport {
  readonly zoom: number;
  readonly centre: Point;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const WHOLE: Viewport = { zoom: 1, centre: { x: 0, y: 0 } };

const MOST_ZOOM = 64;
/** Share of the shorter side that the map takes at zoom 1. */
const FILLED = 0.94;

function pixelsPerUnit({ zoom }: Viewport, { width, height }: Size): number {
  return (Math.min(width, height) / 2) * FILLED * zoom;
}

/** Place on the map → place in the window, in CSS pixels from its top left corner. Up is up. */
export function toWindow({ x, y }: Point, view: Viewport, size: Size): Point {
  const scale = pixelsPerUnit(view, size);
  return { x: size.width / 2 + (x - view.centre.x) * scale, y: size.height / 2 - (y - view.centre.y) * scale };
}

export function toMap({ x, y }: Point, view: Viewport, size: Size): Point {
  const scale = pixelsPerUnit(view, size);
  return { x: view.centre.x + (x - size.width / 2) / scale, y: view.centre.y - (y - size.height / 2) / scale };
}

/** Nearer by a factor, the map staying where it is at a place of the window. */
export function zoomed(view: Viewport, factor: number, place: Point, size: Size): Viewport {
  const zoom = Math.min(MOST_ZOOM, Math.max(1, view.zoom * factor));
  const held = toMap(place, view, size);
  const now = toMap(place, { ...view, zoom }, size);
  return { zoom, centre: { x: view.centre.x + held.x - now.x, y: view.centre.y + held.y - now.y } };
}

/** Moved by CSS pixels, as a hand drags a sheet. */
export function dragged(view: Viewport, dx: number, dy: number, size: Size): Viewport {
  const scale = pixelsPerUnit(view, size);
  return { ...view, centre: { x: view.centre.x - dx / scale, y: view.centre.y + dy / scale } };
}
