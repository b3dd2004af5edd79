/** Where everything of a grid's picture goes, in pixels. */
export interface GridGeometry {
  readonly width: number;
  readonly height: number;
  /** Left edge of the faces of a column and its middle, top edge of those of a row. */
  readonly columnX: (column: number) => number;
  readonly columnMiddle: (column: number) => number;
  readonly rowY: (row: number) => number;
  /** Baselines of the title, of the column labels and of the note at the foot. */
  readonly titleY: number;
  readonly labelY: number;
  readonly noteY: number;
  readonly margin: number;
}

interface GridShape {
  readonly columns: number;
  readonly rows: number;
  readonly faceWidth: number;
  readonly faceHeight: number;
  /** Width of the widest row label; 0 where rows have none. */
  readonly rowLabelWidth: number;
  /** Width of the widest column label: where faces are narrower, they stand apart. */
  readonly columnLabelWidth: number;
  /** Width of the widest line across: title or note. */
  readonly lineWidth: number;
}

const MARGIN = 16;
const GAP = 4;
const LINE = 20;

/** Faces at the size the model made them, a title above, labels on two sides and a note below. */
export function gridGeometry({ columns, rows, faceWidth, faceHeight, rowLabelWidth, columnLabelWidth, lineWidth }: GridShape): GridGeometry {
  const left = MARGIN + (rowLabelWidth > 0 ? Math.ceil(rowLabelWidth) + 2 * GAP : 0);
  const top = MARGIN + 2 * LINE;
  const column = Math.max(faceWidth, Math.ceil(columnLabelWidth) + 2 * GAP);
  const right = left + columns * (column + GAP) - GAP;
  const bottom = top + rows * (faceHeight + GAP) - GAP;
  return {
    width: Math.max(right, MARGIN + Math.ceil(lineWidth)) + MARGIN,
    height: bottom + LINE + MARGIN,
    columnX: (index) => left + index * (column + GAP) + Math.floor((column - faceWidth) / 2),
    columnMiddle: (index) => left + index * (column + GAP) + column / 2,
    rowY: (row) => top + row * (faceHeight + GAP),
    titleY: MARGIN + LINE - 8,
    labelY: top - 8,
    noteY: bottom + LINE,
    margin: MARGIN,
  };
}
