import type { GroupedPoint } from '../../../domain/map/groups';
import type { Box, Point } from '../../../domain/map/shapes';
import type { Group } from './colouring';
import { paint, stampOf, type Raster } from './raster';

/** A face with its group, at a place of the map, or of the window once it is to be drawn. */
export interface Dot extends GroupedPoint {
  readonly id: string;
}

/** What is to be drawn, in CSS pixels of the window. */
export interface Scene {
  readonly dots: readonly Dot[];
  readonly groups: readonly Group[];
  /** The middle of every group that has a dot. */
  readonly centres: ReadonlyMap<string, Point>;
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
const LINE = 1.5;
/** More dots than this are painted pixel by pixel: as paths, a hundred thousand would take a second. */
const MOST_PATHS = 2000;
/** From the middle of a group up to its letters, which would hide what lies there. */
const MARK_RISE = 14;

export function drawScene(context: CanvasRenderingContext2D, scene: Scene, ink: Ink): void {
  const { dots, groups, centres, lasso, box } = scene;
  if (dots.length > MOST_PATHS) paintDots(context, scene, ink);
  else drawDots(context, scene, ink);
  drawMarks(context, centres, groups, ink);

  context.lineWidth = LINE;
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

function drawDots(context: CanvasRenderingContext2D, { dots, groups, selected }: Scene, ink: Ink): void {
  const radius = radiusOf(dots.length);
  for (const group of groups) {
    context.fillStyle = ink.of(group);
    context.beginPath();
    for (const dot of dots) if (dot.group === group.id) circle(context, dot, radius);
    context.fill();
  }
  context.strokeStyle = ink.text;
  context.lineWidth = LINE;
  context.beginPath();
  for (const dot of dots) if (selected.has(dot.id)) circle(context, dot, radius + RING);
  context.stroke();
}

function paintDots(context: CanvasRenderingContext2D, { dots, groups, selected }: Scene, ink: Ink): void {
  const { canvas } = context;
  const image = context.createImageData(canvas.width, canvas.height);
  const raster: Raster = { pixels: new Uint32Array(image.data.buffer), width: canvas.width, height: canvas.height };
  const scale = context.getTransform().a;
  const radius = radiusOf(dots.length);
  const [disc, ring] = [stampOf(radius * scale), stampOf((radius + RING + LINE / 2) * scale, (radius + RING - LINE / 2) * scale)];
  const colours = new Map(groups.map((group) => [group.id, wordOf(ink.of(group))]));
  for (const { group, x, y } of dots) paint(raster, x * scale, y * scale, disc, colours.get(group) ?? 0);
  if (selected.size > 0) {
    const colour = wordOf(ink.text);
    for (const { id, x, y } of dots) if (selected.has(id)) paint(raster, x * scale, y * scale, ring, colour);
  }
  context.putImageData(image, 0, 0);
}

const words = new Map<string, number>();

/** A colour of CSS as a pixel's word. */
function wordOf(colour: string): number {
  const known = words.get(colour);
  if (known !== undefined) return known;
  const probe = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (probe === null) return 0;
  probe.fillStyle = colour;
  probe.fillRect(0, 0, 1, 1);
  const word = new Uint32Array(probe.getImageData(0, 0, 1, 1).data.buffer)[0] ?? 0;
  words.set(colour, word);
  return word;
}

/** The letters of every group, over its middle. */
function drawMarks(context: CanvasRenderingContext2D, centres: Scene['centres'], groups: readonly Group[], ink: Ink): void {
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
