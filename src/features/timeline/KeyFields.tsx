import { EASES } from '../../domain/timeline/ease';
import { TIMELINE_RANGES, setKey, type KeyFrame, type Timeline } from '../../domain/timeline/timeline';
import { NumberField } from '../../ui/NumberField';
import { SelectField } from '../../ui/SelectField';
import { EASE_NAMES } from './describe';
import { dropKey, editTimeline, selectKey } from './store';

const EASE_OPTIONS = EASES.map((value) => ({ value, text: EASE_NAMES[value] }));

interface KeyFieldsProps {
  readonly timeline: Timeline;
  /** The chosen one. */
  readonly frame: KeyFrame;
}

/** When the chosen key is, and how the face comes to it. What it shows, the sliders say. */
export function KeyFields({ timeline, frame: { id, time, ease } }: KeyFieldsProps) {
  const first = timeline.keys[0]?.id === id;
  return (
    <div className="row timeline-row" role="group" aria-label="Chosen key">
      <span>At</span>
      <NumberField
        label="Time of the key, seconds"
        value={time}
        {...TIMELINE_RANGES.seconds}
        onChange={(value) => {
          editTimeline(`move ${String(id)}`, (before) => setKey(before, id, { time: value }));
          selectKey(id);
        }}
      />
      <span>s</span>
      {!first && <SelectField label="reached" value={ease} options={EASE_OPTIONS} onChange={(value) => editTimeline(`ease ${String(id)}`, (before) => setKey(before, id, { ease: value }), -Infinity)} />}
      <button type="button" className="button quiet" disabled={timeline.keys.length < 2} onClick={() => dropKey(id)}>
        Remove key
      </button>
      <span className="note">The sliders are this key.</span>
    </div>
  );
}
