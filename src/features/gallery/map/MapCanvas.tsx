import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { distance, insideBox, insidePolygon, nearest, type Box, type Point } from '../../../domain/map/shapes';
import { useElementSize } from '../../../ui/useElementSize';
import { useTheme } from '../../../ui/useTheme';
import { FaceCard } from './FaceCard';
import type { Group } from './colouring';
import { drawScene, type Dot } from './draw';
import { boxAfter, firstBox } from './keyBox';
import { WHOLE, dragged, toWindow, zoomed, type Size, type Viewport } from './viewport';

/** What a drag with the pointer does. */
export type DragMode = 'lasso' | 'move';

interface MapCanvasProps {
  /** Places on the map, −1 to 1. */
  readonly points: readonly Dot[];
  /** The middle of every group that has a face, on the map. */
  readonly centres: ReadonlyMap<string, Point>;
  readonly groups: readonly Group[];
  readonly mode: DragMode;
  readonly selected: ReadonlySet<string>;
  readonly describe: (id: string) => string;
  /** Colour of a group, as CSS resolved it. */
  readonly colourOf: (group: Group) => string;
  /** Chooses faces, in place of those chosen or beside them. */
  readonly onSelect: (ids: readonly string[], beside: boolean) => void;
  readonly onOpen: (id: string) => void;
}

/** Pixels between the pointer and the face it points at, at most. */
const REACH = 10;
/** A lasso that never left this distance from its beginning is a click. */
const CLICK_REACH = 4;
const ZOOM_STEP = 1.5;
const WHEEL_ZOOM = 0.002;
const NO_POINTS: readonly Point[] = [];
const NO_DOTS: readonly Dot[] = [];

/** The faces as dots: lasso or drag, wheel, hover; and the same with a box that the arrow keys move. */
export function MapCanvas({ points, centres, groups, mode, selected, describe, colourOf, onSelect, onOpen }: MapCanvasProps) {
  const [size, space] = useElementSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const helpId = useId();
  const theme = useTheme();
  const [view, setView] = useState(WHOLE);
  const [lasso, setLasso] = useState(NO_POINTS);
  // Where it rests, not what it found there: dots may come, go or move under a pointer that stands still.
  const [pointer, setPointer] = useState<Point | null>(null);
  const [box, setBox] = useState<Box | null>(null);
  // Where in the window the pointer was last while it is down: what comes above the map does not move it there.
  const held = useRef<Point | null>(null);
  // The lasso as it is: the state is what was drawn last.
  const path = useRef<Point[]>([]);

  const dots = useMemo(() => (size.width === 0 ? NO_DOTS : points.map((point) => inWindow(point, view, size))), [points, view, size]);
  const middles = useMemo(() => new Map(Array.from(centres, ([group, centre]) => [group, toWindow(centre, view, size)])), [centres, view, size]);
  const hovered = useMemo(() => pointer && nearest(dots, pointer, REACH), [dots, pointer]);
  const boxed = useMemo(() => (box ? dots.filter((dot) => insideBox(dot, box)) : []), [dots, box]);
  const middle = box && { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const looked = hovered ?? (middle && nearest(boxed, middle, Infinity));

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || size.width === 0) return;
    const ratio = devicePixelRatio;
    canvas.current.width = Math.round(size.width * ratio);
    canvas.current.height = Math.round(size.height * ratio);
    context.scale(ratio, ratio);
    const { color, backgroundColor } = getComputedStyle(canvas.current);
    drawScene(context, { dots, groups, centres: middles, selected, lasso, box }, { text: color, ground: backgroundColor, of: colourOf });
  }, [dots, groups, middles, selected, lasso, box, size, theme, colourOf]);

  // React listens to the wheel passively: the page would scroll as well.
  useEffect(() => {
    const element = canvas.current;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      setView((before) => zoomed(before, Math.exp(-event.deltaY * WHEEL_ZOOM), { x: event.offsetX, y: event.offsetY }, size));
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [size]);

  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { x: event.clientX, y: event.clientY };
    setBox(null);
    setPointer(null);
    path.current = [placeOf(event)];
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    const place = placeOf(event);
    const from = held.current;
    if (!from) setPointer(place);
    else if (mode === 'lasso') {
      path.current.push(place);
      setLasso([...path.current]);
    } else {
      const seen = { x: event.clientX, y: event.clientY };
      setView((before) => dragged(before, seen.x - from.x, seen.y - from.y, size));
      held.current = seen;
    }
  };
  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>) => {
    const [start] = path.current;
    const wasHeld = held.current !== null;
    letGo();
    if (mode !== 'lasso' || !wasHeld || !start) return;
    const clicked = path.current.every((place) => distance(place, start) < CLICK_REACH) ? nearest(dots, start, REACH) : null;
    const caught = clicked ? [clicked] : dots.filter((dot) => insidePolygon(dot, path.current));
    onSelect(caught.map(({ id }) => id), event.shiftKey);
  };
  const letGo = () => {
    held.current = null;
    setLasso(NO_POINTS);
  };

  const zoom = (factor: number) => setView((before) => zoomed(before, factor, middle ?? { x: size.width / 2, y: size.height / 2 }, size));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moved = boxAfter(event.key, event.shiftKey, box ?? firstBox(size), size);
    if (moved) setBox(box ? moved : firstBox(size));
    else if (event.key === '+' || event.key === '=') zoom(ZOOM_STEP);
    else if (event.key === '-') zoom(1 / ZOOM_STEP);
    else if (event.key === '0') setView(WHOLE);
    else if (event.key === ' ' && box) onSelect(boxed.map(({ id }) => id), event.shiftKey);
    else if (event.key === 'Enter' && looked) onOpen(looked.id);
    else if (event.key === 'Escape') {
      setBox(null);
      onSelect([], false);
    } else return;
    event.preventDefault();
  };

  return (
    <div className="map-space" ref={space}>
      <canvas
        ref={canvas}
        role="application"
        aria-label={`Map of ${counted(points.length)}`}
        aria-describedby={helpId}
        tabIndex={0}
        className={`map-canvas ${mode}`}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={letGo}
        onPointerLeave={() => setPointer(null)}
        onKeyDown={onKeyDown}
      />
      <p className="visually-hidden" id={helpId}>
        Arrow keys move a box, with Shift they change its size. Space chooses the faces in it, Shift and Space adds them. Enter opens the face
        nearest to its middle. Plus and minus zoom, 0 shows the whole map, Escape chooses none.
      </p>
      <p className="visually-hidden" role="status">
        {box && `${counted(boxed.length)} in the box`}
      </p>
      <div className="map-zoom row" role="group" aria-label="Zoom">
        <button type="button" className="button" aria-label="Zoom in" onClick={() => zoom(ZOOM_STEP)}>
          +
        </button>
        <button type="button" className="button" aria-label="Zoom out" disabled={view.zoom === 1} onClick={() => zoom(1 / ZOOM_STEP)}>
          −
        </button>
        <button type="button" className="button" disabled={view === WHOLE} onClick={() => setView(WHOLE)}>
          Whole map
        </button>
      </div>
      {looked && <FaceCard dot={looked} size={size} description={describe(looked.id)} />}
    </div>
  );
}

function inWindow(point: Dot, view: Viewport, size: Size): Dot {
  const { x, y } = toWindow(point, view, size);
  return { id: point.id, group: point.group, x, y };
}

function counted(faces: number): string {
  return faces === 1 ? '1 face' : `${faces} faces`;
}

function placeOf({ nativeEvent }: PointerEvent): Point {
  return { x: nativeEvent.offsetX, y: nativeEvent.offsetY };
}
