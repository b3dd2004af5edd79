import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { formatFacsCode } from '../../domain/facs/code';
import { facsUnit } from '../../domain/facs/actionUnits';
import type { AuIntensities } from '../../domain/recipe/recipe';
import type { Point } from '../../domain/schematic/curves';
import { handlesOf, unitsOf, type Handle } from '../../domain/schematic/places';
import { pullHandle } from '../../domain/schematic/pull';
import { announce } from '../../ui/notices';
import { pointAtUnits, pointAway, usePointedUnits } from '../../ui/pointedUnits';

interface FacePullProps {
  readonly au: AuIntensities;
  /** The part of the drawing's plane that the picture shows: x, y, width, height. */
  readonly view: readonly [x: number, y: number, width: number, height: number];
  /** Ids of the units that the model has. */
  readonly known: ReadonlySet<string>;
  /** @param tag names the drag, all of which is one step of the history */
  readonly onPull: (tag: string, au: AuIntensities) => void;
}

interface Held {
  readonly handle: string;
  readonly from: AuIntensities;
  readonly x: number;
  readonly y: number;
}

/** A press of an arrow key goes this far, in units of the drawing. */
const NUDGE = 2;
const ARROWS: Readonly<Record<string, Point>> = { ArrowUp: [0, -NUDGE], ArrowDown: [0, NUDGE], ArrowLeft: [-NUDGE, 0], ArrowRight: [NUDGE, 0] };

/**
 * The face as its own control: places that are pulled by a pointer, or nudged by arrow keys, and the units that move them follow.
 * One side at a time, with Shift both. One stop for Tab; Page Up and Page Down go from place to place.
 */
export function FacePull({ au, view, known, onPull }: FacePullProps) {
  const [held, setHeld] = useState<Held | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [current, setCurrent] = useState(0);
  const pointed = usePointedUnits((state) => state.units);
  const handles = handlesOf(au).filter(({ place }) => unitsOf(place).some((unit) => known.has(unit)));
  const told = handles.find((handle) => idOf(handle) === (held?.handle ?? over));

  const pull = (handle: Handle, from: AuIntensities, drag: Point, mirrored: boolean): AuIntensities => {
    const next = pullHandle(from, handle, drag, mirrored);
    const had = Object.fromEntries(Object.entries(next).filter(([unit]) => known.has(unit) || unit in from));
    onPull(`pull ${idOf(handle)}`, had);
    return had;
  };

  const onMove = (event: PointerEvent<HTMLElement>, handle: Handle) => {
    if (held?.handle !== idOf(handle)) return;
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!box) return;
    const scale = view[2] / box.width;
    pull(handle, held.from, [(event.clientX - held.x) * scale, (event.clientY - held.y) * scale], event.shiftKey);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, handle: Handle, index: number) => {
    const drag = ARROWS[event.key];
    const step = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : 0;
    if (drag && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      announce(inWords(handle, pull(handle, au, drag, event.shiftKey)));
    } else if (step !== 0) {
      event.preventDefault();
      const next = (index + step + handles.length) % handles.length;
      setCurrent(next);
      event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('.pull')[next]?.focus();
    }
  };

  return (
    <div className={held ? 'face-pull held' : 'face-pull'} role="group" aria-label="Places of the face to pull, by arrow keys too">
      {handles.map((handle, index) => {
        const id = idOf(handle);
        const units = unitsOf(handle.place);
        const lit = units.some((unit) => pointed.includes(unit));
        return (
          <button
            key={id}
            type="button"
            className={`pull${lit ? ' lit' : ''}${held?.handle === id ? ' held' : ''}`}
            style={position(handle.at, view)}
            tabIndex={index === Math.min(current, handles.length - 1) ? 0 : -1}
            aria-label={`${nameOf(handle)}: ${units.map((unit) => facsUnit(unit)?.name ?? unit).join(', ')}`}
            onPointerEnter={() => {
              setOver(id);
              pointAtUnits(units);
            }}
            onPointerLeave={() => {
              setOver(null);
              pointAway();
            }}
            onFocus={() => {
              setCurrent(index);
              setOver(id);
              pointAtUnits(units);
            }}
            onBlur={() => {
              setOver(null);
              pointAway();
            }}
            onPointerDown={(event) => {
              if (event.button !== 0) return;
              event.currentTarget.setPointerCapture(event.pointerId);
              setHeld({ handle: id, from: au, x: event.clientX, y: event.clientY });
            }}
            onPointerMove={(event) => onMove(event, handle)}
            onPointerUp={() => setHeld(null)}
            onPointerCancel={() => setHeld(null)}
            onKeyDown={(event) => onKeyDown(event, handle, index)}
          />
        );
      })}
      {told && (
        <div className="pull-told" style={position(told.at, view)} aria-hidden="true">
          <b>{nameOf(told)}</b> {valuesOf(told, au)}
        </div>
      )}
    </div>
  );
}

function idOf({ place, side }: Handle): string {
  return `${place.id} ${side}`;
}

/** "Lip corner, left": the person's own side. */
function nameOf({ place, side }: Handle): string {
  return side === 'middle' ? place.name : `${place.name}, ${side}`;
}

/** What the place's units are at, as a FACS code; before any of them is, which they are. */
function valuesOf({ place, side }: Handle, au: AuIntensities): string {
  const own = unitsOf(place).flatMap((unit) => {
    const value = au[unit];
    if (value === undefined) return [];
    return [[unit, typeof value === 'number' || side === 'middle' ? value : value[side]] as const];
  });
  return formatFacsCode(Object.fromEntries(own)) || unitsOf(place).join(', ');
}

function inWords(handle: Handle, au: AuIntensities): string {
  return `${nameOf(handle)}: ${valuesOf(handle, au)}`;
}

function position([x, y]: Point, [left, top, width, height]: FacePullProps['view']) {
  return { left: `${((x - left) / width) * 100}%`, top: `${((y - top) / height) * 100}%` };
}
