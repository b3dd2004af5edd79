import { useEffect, useMemo, type KeyboardEvent, type ReactNode } from 'react';
import type { AuIntensities } from '../../domain/recipe/recipe';
import { framesOf, marksOf } from '../../domain/timeline/frames';
import { TIMELINE_RANGES, durationOf, type Timeline } from '../../domain/timeline/timeline';
import { Icon } from '../../ui/Icon';
import { NumberField } from '../../ui/NumberField';
import { PixelsPicture } from '../../ui/PixelsPicture';
import { RangeInput } from '../../ui/RangeInput';
import { pictureScale } from '../../ui/pictureScale';
import { useElementSize } from '../../ui/useElementSize';
import { KeyFields } from './KeyFields';
import { KeyTrack } from './KeyTrack';
import { marksText, placeText } from './describe';
import { usePlayback } from './playback';
import { closeTimeline, editTimeline, redoTimeline, seek, togglePlay, undoTimeline, useTimeline } from './store';
import '../../styles/timeline.css';

interface TimelineViewProps {
  readonly timeline: Timeline;
  readonly size: { readonly width: number; readonly height: number };
  /** How a face is shown in a few lines. */
  readonly drawing: (au: AuIntensities) => ReactNode;
  /** A key is chosen, or none: its face goes under the sliders. */
  readonly onSelect: (id: number | null) => void;
  readonly onAddKey: () => void;
  /** What is made of it. */
  readonly children: ReactNode;
}

/** The stage as a bench for sequences: keys on a timeline, the face at the playhead in lines and as the student draws it. */
export function TimelineView({ timeline, size, drawing, onSelect, onAddKey, children }: TimelineViewProps) {
  const time = useTimeline((state) => state.time);
  const selected = useTimeline((state) => state.selected);
  const playing = useTimeline((state) => state.playing);
  const canUndo = useTimeline((state) => state.past.length > 0);
  const canRedo = useTimeline((state) => state.future.length > 0);
  const frames = useMemo(() => framesOf(timeline), [timeline]);
  const marks = useMemo(() => marksOf(frames), [frames]);
  usePlayback();
  // Nothing plays on where it is not seen.
  useEffect(() => () => useTimeline.setState({ playing: false }), []);
  const { frameRate, rightLag, keys } = timeline;
  const length = Math.max(durationOf(timeline), 1 / frameRate);
  const index = Math.min(frames.length - 1, Math.round(time * frameRate));
  const frame = frames[index];
  const chosen = keys.find(({ id }) => id === selected);
  const place = placeText(time, index, frames.length, frame?.phase ?? 'neutral');

  const onScrub = (value: number) => {
    onSelect(null);
    seek(value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'z' || isText(event.target)) return;
    if (event.shiftKey) redoTimeline();
    else undoTimeline();
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section className="timeline" aria-label="Sequence" onKeyDown={onKeyDown}>
      <Frame size={size} place={place}>
        {frame && drawing(frame.au)}
      </Frame>
      <div className="row timeline-row">
        <button type="button" className="button icon-button" aria-label={playing ? 'Pause' : 'Play'} title={playing ? 'Pause' : 'Play'} onClick={togglePlay}>
          <Icon name={playing ? 'pause' : 'play'} />
        </button>
        <button type="button" className="button" title="A key of what the sliders say, at the playhead" onClick={onAddKey}>
          Add key
        </button>
        <span className="timeline-place">{place}</span>
        <span className="timeline-history">
          <button type="button" className="button quiet icon-button" aria-label="Undo a change of the timeline" title="Undo a change of the timeline" disabled={!canUndo} onClick={undoTimeline}>
            <Icon name="undo" />
          </button>
          <button type="button" className="button quiet icon-button" aria-label="Redo a change of the timeline" title="Redo a change of the timeline" disabled={!canRedo} onClick={redoTimeline}>
            <Icon name="redo" />
          </button>
          <button type="button" className="button quiet" onClick={closeTimeline}>
            Back to the face
          </button>
        </span>
      </div>
      <RangeInput label="Playhead" valueText={place} value={time} min={0} max={length} step={1 / frameRate} onChange={onScrub} />
      <KeyTrack timeline={timeline} frames={frames} marks={marks} selected={selected} time={time} length={length} onSelect={onSelect} />
      <div className="row timeline-row">
        <span>Frames a second</span>
        <NumberField label="Frames a second" value={frameRate} {...TIMELINE_RANGES.frameRate} onChange={(value) => editTimeline('frame rate', (before) => ({ ...before, frameRate: value }))} />
        <span>Right side later by</span>
        <NumberField label="Right side later by, seconds" value={rightLag} {...TIMELINE_RANGES.rightLag} resetTo={0} onChange={(value) => editTimeline('right lag', (before) => ({ ...before, rightLag: value }))} />
        <span>s</span>
      </div>
      {chosen ? <KeyFields timeline={timeline} frame={chosen} /> : <p className="note timeline-row">{marksText(marks, frameRate) || 'Every key is neutral: choose one and move the sliders.'}</p>}
      {children}
    </section>
  );
}

interface FrameProps {
  readonly size: TimelineViewProps['size'];
  readonly place: string;
  readonly children: ReactNode;
}

/** The face at the playhead: drawn, as soon as it is, and in lines at once. */
function Frame({ size, place, children }: FrameProps) {
  const drawn = useTimeline((state) => state.drawn);
  const [space, ref] = useElementSize<HTMLDivElement>();
  const scale = pictureScale(size.width, size.height, space.width, space.height);
  const box = { width: size.width * scale, height: size.height * scale };
  return (
    <div className="timeline-frame">
      <div className="timeline-picture" ref={ref}>
        {drawn ? <PixelsPicture pixels={drawn.pixels} alt={drawn.current ? `The face at ${place}` : 'The last frame drawn'} {...box} /> : <div className="picture-blank" style={box} />}
      </div>
      <div className="timeline-lines">{children}</div>
    </div>
  );
}

function isText(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=range]), textarea');
}
