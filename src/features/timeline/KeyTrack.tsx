import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { activityOf } from '../../domain/expressions/reading';
import type { Marks, SequenceFrame } from '../../domain/timeline/frames';
import { setKey, type KeyFrame, type Timeline } from '../../domain/timeline/timeline';
import { keyText } from './describe';
import { dropKey, editTimeline, selectKey } from './store';

interface KeyTrackProps {
  readonly timeline: Timeline;
  readonly frames: readonly SequenceFrame[];
  readonly marks: Marks;
  readonly selected: number | null;
  readonly time: number;
  /** Seconds that the track is long. */
  readonly length: number;
  /** A key is chosen: its face goes under the sliders. */
  readonly onSelect: (id: number | null) => void;
}

const HEIGHT = 40;
/** A pointer that went less far, in CSS pixels, chose the key and did not move it. */
const SLOP = 3;

/** The curve of how much the face does, its onset, peak and offset, and the keys to be dragged along it. */
export function KeyTrack({ timeline, frames, marks, selected, time, length, onSelect }: KeyTrackProps) {
  const at = (seconds: number) => `${String(Math.min(100, (seconds / length) * 100))}%`;
  return (
    <div className="key-track" role="group" aria-label="Keys of the sequence">
      <svg className="key-curve" viewBox={`0 0 ${String(length)} ${String(HEIGHT)}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={curve(frames)} vectorEffect="non-scaling-stroke" />
      </svg>
      {(['onset', 'peak', 'offset'] as const).map((name) => {
        const frame = marks[name];
        return (
          frame !== null && (
            <span key={name} className={frame > frames.length * 0.8 ? 'key-mark late' : 'key-mark'} style={{ insetInlineStart: at(frame / timeline.frameRate) }} aria-hidden="true">
              {name}
            </span>
          )
        );
      })}
      <span className="key-head" style={{ insetInlineStart: at(time) }} aria-hidden="true" />
      {timeline.keys.map((key, index) => (
        <KeyHandle key={key.id} frame={key} name={keyText(key, index, timeline.keys.length)} selected={key.id === selected} left={at(key.time)} length={length} step={1 / timeline.frameRate} onSelect={onSelect} />
      ))}
    </div>
  );
}

interface KeyHandleProps {
  readonly frame: KeyFrame;
  readonly name: string;
  readonly selected: boolean;
  readonly left: string;
  readonly length: number;
  /** Seconds of one frame: how far an arrow moves the key. */
  readonly step: number;
  readonly onSelect: (id: number | null) => void;
}

/** A key: pressed to be chosen, dragged or moved by the arrows, taken away by Delete. */
function KeyHandle({ frame: { id, time }, name, selected, left, length, step, onSelect }: KeyHandleProps) {
  const hold = useRef<{ readonly x: number; readonly time: number; moved: boolean } | null>(null);
  const move = (to: number) => {
    editTimeline(`move ${String(id)}`, (timeline) => setKey(timeline, id, { time: Math.round(to * 100) / 100 }));
    if (selected) selectKey(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1 }[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (by !== undefined) move(time + by * step * (event.shiftKey ? 5 : 1));
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      dropKey(id);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const now = hold.current;
    if (!now || (!now.moved && Math.abs(event.clientX - now.x) < SLOP)) return;
    now.moved = true;
    const width = event.currentTarget.parentElement?.clientWidth ?? 1;
    move(now.time + ((event.clientX - now.x) / width) * length);
  };
  return (
    <button
      type="button"
      className="key-handle"
      style={{ insetInlineStart: left }}
      aria-label={name}
      title={`${name}. Drag or use the arrow keys to move it, Delete to take it away.`}
      aria-pressed={selected}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        hold.current = { x: event.clientX, time, moved: false };
      }}
      onPointerMove={onPointerMove}
      onPointerCancel={() => {
        hold.current = null;
      }}
      onLostPointerCapture={() => {
        hold.current = null;
      }}
      onClick={() => onSelect(id)}
      onKeyDown={onKeyDown}
    />
  );
}

/** How much the face does in each frame, as high as what it does most. */
function curve(frames: readonly SequenceFrame[]): string {
  const heights = frames.map(({ au }) => activityOf(au));
  const most = Math.max(1e-6, ...heights);
  return `M${frames.map(({ time }, index) => `${String(time)} ${(HEIGHT - 3 - ((heights[index] ?? 0) / most) * (HEIGHT - 6)).toFixed(2)}`).join('L')}`;
}
