import type { StripPlan } from '../../domain/strips/plan';
import { SYNTHETIC_KEYWORD, SYNTHETIC_TEXT } from '../../domain/png/recipeChunk';
import { textChunk } from '../../domain/png/text';
import type { Face } from '../../domain/face/face';
import { encodePngAside } from '../../engine/pngEncoder';
import { stepsText } from './describe';
import { gridGeometry } from './gridGeometry';

const TITLE_FONT = '600 14px system-ui, sans-serif';
const LABEL_FONT = '12px system-ui, sans-serif';
const INK = '#1c1c1c';
const PAPER = '#ffffff';
const EMPTY = '#e3e3e3';

/** The grid as one PNG with its labels, faces not made yet left blank. It says in words and in its file that the faces are synthetic. */
export async function gridPng(plan: StripPlan, faces: readonly Face[]): Promise<Uint8Array<ArrayBuffer>> {
  const first = faces[0];
  if (!first) throw new Error('A grid without a face was to be saved.');
  const { width: faceWidth, height: faceHeight } = first.pixels;
  const note = `${SYNTHETIC_TEXT}. SynFER Studio, ${first.provenance.pack}, ${stepsText(plan.cells.map(({ recipe }) => recipe.steps))}.`;
  const measured = contextOf(1, 1);
  const widthOf = (text: string, font: string) => {
    measured.font = font;
    return measured.measureText(text).width;
  };
  const geometry = gridGeometry({
    columns: plan.columns.length,
    rows: plan.rows.length,
    faceWidth,
    faceHeight,
    rowLabelWidth: Math.max(...plan.rows.map((label) => widthOf(label, LABEL_FONT))),
    columnLabelWidth: Math.max(...plan.columns.map((label) => widthOf(label, LABEL_FONT))),
    lineWidth: Math.max(widthOf(plan.title, TITLE_FONT), widthOf(note, LABEL_FONT)),
  });

  const context = contextOf(geometry.width, geometry.height);
  context.fillStyle = PAPER;
  context.fillRect(0, 0, geometry.width, geometry.height);
  context.fillStyle = INK;
  context.font = TITLE_FONT;
  context.fillText(plan.title, geometry.margin, geometry.titleY);
  context.font = LABEL_FONT;
  context.fillText(note, geometry.margin, geometry.noteY);
  plan.rows.forEach((label, row) => context.fillText(label, geometry.margin, geometry.rowY(row) + faceHeight / 2 + 4));
  context.textAlign = 'center';
  plan.columns.forEach((label, column) => context.fillText(label, geometry.columnMiddle(column), geometry.labelY));
  context.fillStyle = EMPTY;
  plan.cells.forEach(({ row, column }, index) => {
    const [x, y] = [geometry.columnX(column), geometry.rowY(row)];
    const face = faces[index];
    if (face) context.putImageData(imageData(face), x, y);
    else context.fillRect(x, y, faceWidth, faceHeight);
  });
  const { data } = context.getImageData(0, 0, geometry.width, geometry.height);
  return encodePngAside({ width: geometry.width, height: geometry.height, data }, [
    textChunk(SYNTHETIC_KEYWORD, SYNTHETIC_TEXT),
    textChunk('Title', plan.title),
    textChunk('Software', 'SynFER Studio'),
  ]);
}

function imageData({ pixels }: Face): ImageData {
  const image = new ImageData(pixels.width, pixels.height);
  image.data.set(pixels.data);
  return image;
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('The grid could not be drawn: this browser gave no canvas.');
  return context;
}
