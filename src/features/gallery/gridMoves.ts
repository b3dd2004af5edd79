export interface GridShape {
  readonly count: number;
  readonly columns: number;
  /** Rows that Page Up and Page Down pass. */
  readonly pageRows: number;
}

/** Where a key leads in a grid (APG), as an index within it; null where it is no key of the grid. */
export function gridMove(key: string, withCtrl: boolean, index: number, { count, columns, pageRows }: GridShape): number | null {
  const rowStart = index - (index % columns);
  const to = {
    ArrowRight: index + 1,
    ArrowLeft: index - 1,
    ArrowDown: index + columns,
    ArrowUp: index - columns,
    PageDown: index + columns * pageRows,
    PageUp: index - columns * pageRows,
    Home: withCtrl ? 0 : rowStart,
    End: withCtrl ? count - 1 : rowStart + columns - 1,
  }[key];
  if (to === undefined) return null;
  // A page further than the grid goes ends in its last or first row, in the same column where it can.
  if (key === 'PageDown' || key === 'ArrowDown') return to < count ? to : lastInColumn(index, count, columns, key === 'ArrowDown');
  if (key === 'PageUp') return to >= 0 ? to : index % columns;
  return to < 0 ? index : Math.min(to, count - 1);
}

function lastInColumn(index: number, count: number, columns: number, oneRow: boolean): number {
  const lastRowStart = (count - 1) - ((count - 1) % columns);
  if (oneRow && index >= lastRowStart) return index;
  return Math.min(lastRowStart + (index % columns), count - 1);
}
