import { groupCentres, type GroupedPoint } from '../../../domain/map/groups';
import type { Box, Point } from '../../../domain/map/shapes';
import type { Group } from './colouring';

/** A face with its group, at a place of the map, or of the window once it is to be drawn. */
export interface Dot extends GroupedPoint {
  readonly id: string;
}

/** What is to be drawn, in CSS pixels of the window. */
export interface Scene {
  readonly dots: readonly Dot[];
  readonly groups: readonly Group[];
  readonly selected: ReadonlySet<string>;
  readonly lasso: readonly Point[];
  readonly box: Box | null;
}

export interface Ink {
  readonly text: string;
  readonly ground: string;
  /** Colour of a group, as CSS resolved it. */
  readonly of: (group: Group) => string;
}

/** Few faces are drawn larger: there is room, and they are looked for one by one. */
const radiusOf = (dots: number) => (dots > 2000 ? 3 : dots > 200 ? 4 : 6);
const RING = 2;
/** From the middle of a group up to its letters, which would hide what lies there. */
const MARK_RISE = 14;

export function drawScene(context: CanvasRenderingContext2D, { dots, groups, selected, lasso, box }: Scene, ink: Ink): void {
  const radius = radiusOf(dots.length);
  for (const group of groups) {
    context.fillStyle = ink.of(group);
    context.beginPath();
    for (const dot of dots) if (dot.group === group.id) circle(context, dot, radius);
    context.fill();
  }
  context.strokeStyle = ink.text;
  context.lineWidth = 1.5;
  context.beginPath();
  for (const dot of dots) if (selected.has(dot.id)) circle(context, dot, radius + RING);
  context.stroke();
  drawMarks(context, dots, groups, ink);

  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  if (lasso.length > 1) {
    context.beginPath();
    for (const { x, y } of lasso) context.lineTo(x, y);
    context.closePath();
    context.stroke();
  }
  if (box) context.strokeRect(box.left, box.top, box.width, box.height);
  context.setLineDash([]);
}

/** The letters of every group, over its middle. */
function drawMarks(context: CanvasRenderingContext2D, dots: readonly Dot[], groups: readonly Group[], ink: Ink): void {
  const centres = groupCentres(dots);
  context.font = '600 14px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const group of groups) {
    const centre = centres.get(group.id);
    if (!centre) continue;
    context.strokeStyle = ink.ground;
    context.lineWidth = 4;
    context.strokeText(group.mark, centre.x, centre.y - MARK_RISE);
    context.fillStyle = ink.text;
    context.fillText(group.mark, centre.x, centre.y - MARK_RISE);
  }
  context.strokeStyle = ink.text;
}

function circle(context: CanvasRenderingContext2D, { x, y }: Point, radius: number): void {
  context.moveTo(x + radius, y);
  context.arc(x, y, radius, 0, 2 * Math.PI);
}
