import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { useShown } from '../../library/shown';
import { curationOf } from '../../library/store';
import type { DuplicateGroups } from '../../library/useNearDuplicates';
import type { FaceSummary } from '../../storage/summary';
import { useElementSize } from '../../ui/useElementSize';
import { FaceCell } from './FaceCell';
import { gridMove } from './gridMoves';
import { clearSelection, select, useGallery } from './store';
import { extended, selectOnly, toggled } from './selection';

const GAP = 8;
/** Room at both ends of a row for the focus ring of its outer cells. */
const ROW_PADDING = 4;
/** Frame of a cell, and the lines under its picture. */
const FRAME = 8;
const CAPTION = 38;

interface FaceGridProps {
  readonly faces: readonly FaceSummary[];
  readonly duplicates: DuplicateGroups;
  readonly onOpen: (id: string) => void;
  readonly onDelete: (ids: readonly string[]) => void;
  readonly onStar: (ids: readonly string[]) => void;
}

/** A grid after the APG of which only the rows in view exist: one tab stop, arrows, Space to choose, Enter to open. */
export function FaceGrid({ faces, duplicates, onOpen, onDelete, onStar }: FaceGridProps) {
  const wanted = useGallery((state) => state.size);
  const selection = useGallery((state) => state.selection);
  const focusedId = useGallery((state) => state.focusedId);
  const curations = useShown((state) => state.curations);
  const [space, scroller] = useElementSize<HTMLDivElement>();
  const focusAfterDrawing = useRef(false);

  const room = space.width - ROW_PADDING;
  const columns = Math.max(1, Math.floor((room + GAP) / (wanted + FRAME + GAP)));
  // What is left over at the end of the rows goes into the pictures.
  const size = Math.max(wanted, Math.floor((room + GAP) / columns) - FRAME - GAP);
  const rowHeight = size + FRAME + CAPTION + GAP;
  const rows = Math.ceil(faces.length / columns);
  const focused = useMemo(() => (focusedId === null ? 0 : Math.max(0, faces.findIndex((face) => face.id === focusedId))), [faces, focusedId]);
  const focusedRow = Math.floor(focused / columns);

  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by what the virtualizer returns
  const virtualizer = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 1,
    // The cell with the tab stop stays, or the keyboard would lose its place when it is scrolled out of view.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), focusedRow])].filter((row) => row < rows).sort((a, b) => a - b),
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  useEffect(() => {
    if (!focusAfterDrawing.current) return;
    focusAfterDrawing.current = false;
    scroller.current?.querySelector<HTMLElement>(`[data-index="${focused}"]`)?.focus({ preventScroll: true });
  }, [focused, scroller]);

  const moveTo = (index: number) => {
    const face = faces[index];
    if (!face) return;
    focusAfterDrawing.current = true;
    useGallery.setState({ focusedId: face.id });
    virtualizer.scrollToIndex(Math.floor(index / columns), { align: 'auto' });
  };
  const extendTo = (id: string) => select((now) => extended(now, id, faces.map((face) => face.id)));
  /** What a command at a face means: the whole selection where the face is in it, else the face. */
  const meant = (id: string) => (selection.ids.has(id) ? faces.map((face) => face.id).filter((other) => selection.ids.has(other)) : [id]);

  const onKeyDown = (event: KeyboardEvent) => {
    const face = faces[focused];
    if (!face) return;
    const withCtrl = event.ctrlKey || event.metaKey;
    const pageRows = Math.max(1, Math.floor(space.height / rowHeight));
    const to = event.altKey ? null : gridMove(event.key, withCtrl, focused, { count: faces.length, columns, pageRows });
    if (to !== null) {
      const target = faces[to];
      if (event.shiftKey && target) {
        if (selection.anchor === null) select(() => selectOnly(face.id));
        extendTo(target.id);
      }
      moveTo(to);
    } else if (event.key === ' ') select((now) => (event.shiftKey ? extended(now, face.id, faces.map(({ id }) => id)) : toggled(now, face.id)));
    else if (event.key === 'Enter' && !withCtrl) onOpen(face.id);
    else if (event.key === 'Delete') onDelete(meant(face.id));
    else if (event.key === '.' && !withCtrl) onStar(meant(face.id));
    else if (event.key === 'Escape') clearSelection();
    else if (event.key.toLowerCase() === 'a' && withCtrl) select(({ anchor }) => ({ ids: new Set(faces.map(({ id }) => id)), anchor }));
    else return;
    event.preventDefault();
  };

  const onClick = (event: MouseEvent) => {
    const face = faces[indexOf(event.target)];
    if (!face) return;
    useGallery.setState({ focusedId: face.id });
    const touched = event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === 'touch';
    if (event.shiftKey) extendTo(face.id);
    else if (event.ctrlKey || event.metaKey || touched) select((now) => toggled(now, face.id));
    else select(() => selectOnly(face.id));
  };

  return (
    <div className="grid-space" ref={scroller}>
      <div
        role="grid"
        aria-label="Faces"
        aria-multiselectable="true"
        aria-rowcount={rows}
        aria-colcount={columns}
        className="face-grid"
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={(event) => {
          const face = faces[indexOf(event.target)];
          if (face) onOpen(face.id);
        }}
      >
        {virtualizer.getVirtualItems().map((row) => (
          <div key={row.key} role="row" aria-rowindex={row.index + 1} className="face-row" style={{ transform: `translateY(${row.start}px)` }}>
            {faces.slice(row.index * columns, (row.index + 1) * columns).map((face, column) => (
              <FaceCell
                key={face.id}
                face={face}
                curation={curationOf(curations, face.id)}
                isDouble={duplicates.has(face.id)}
                index={row.index * columns + column}
                column={column}
                size={size}
                selected={selection.ids.has(face.id)}
                isTabStop={row.index * columns + column === focused}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function indexOf(target: EventTarget): number {
  const cell = target instanceof Element ? target.closest('[data-index]') : null;
  return Number(cell?.getAttribute('data-index') ?? NaN);
}
