import { useMemo, useState, type ReactNode } from 'react';
import { onlyKnown, peakOf, unitsIn, type ExpressionTrack } from '../../domain/expressions/reading';
import { formatFacsCode } from '../../domain/facs/code';
import type { AuIntensities } from '../../domain/recipe/recipe';
import { sectionAround, type Section } from '../../domain/timeline/fromTrack';
import { TIMELINE_RANGES } from '../../domain/timeline/timeline';
import { Facts } from '../../ui/Facts';
import { NumberField } from '../../ui/NumberField';
import { RangeInput } from '../../ui/RangeInput';
import { SelectField } from '../../ui/SelectField';
import { useModal } from '../../ui/useModal';
import { ActivityCurve } from './ActivityCurve';
import { factsOf, frameText, lengthOf } from './describe';
import { closeReading, type OpenedReading } from './store';
import '../../styles/expressionImport.css';

interface ExpressionDialogProps {
  readonly opened: OpenedReading;
  /** Units that the model has. */
  readonly known: ReadonlySet<string>;
  /** How a face is shown in a few lines. */
  readonly drawing: (au: AuIntensities) => ReactNode;
  readonly onFrame: (au: AuIntensities, name: string) => void;
  readonly onCurve: (track: ExpressionTrack, section: Section) => void;
}

/** What a file says of expressions, and what is to be made of it: one frame's units, or a sequence. Rendered while it is open; modal. */
export function ExpressionDialog({ opened: { file, reading }, known, drawing, onFrame, onCurve }: ExpressionDialogProps) {
  const dialog = useModal();
  const [face, setFace] = useState(reading.tracks[0]?.face ?? '');
  const track = reading.tracks.find((each) => each.face === face) ?? reading.tracks[0];
  return (
    <dialog ref={dialog} className="dialog expression-dialog" aria-labelledby="expression-title" onClose={closeReading}>
      <h2 id="expression-title">Expressions in {file}</h2>
      {track && (
        <>
          <Facts className="expression-facts" facts={factsOf(reading, track, known)} />
          {reading.notes.length > 0 && (
            <ul className="expression-notes" aria-label="What was assumed">
              {reading.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
          {reading.unmapped.length > 0 && <Unmapped names={reading.unmapped} />}
          {reading.tracks.length > 1 && (
            <div className="row">
              <SelectField label="Face" value={face} options={reading.tracks.map((each) => ({ value: each.face, text: `${each.face}, ${String(each.frames.length)} frames` }))} onChange={setFace} />
            </div>
          )}
          <Choice key={track.face} track={track} known={known} drawing={drawing} onFrame={onFrame} onCurve={onCurve} />
        </>
      )}
    </dialog>
  );
}

function Unmapped({ names }: { readonly names: readonly string[] }) {
  return (
    <details className="expression-unmapped">
      <summary>Nothing is made of {names.length === 1 ? 'one column' : `${String(names.length)} columns or runs of columns`}</summary>
      <p>{names.join(', ')}</p>
    </details>
  );
}

interface ChoiceProps extends Pick<ExpressionDialogProps, 'known' | 'drawing' | 'onFrame' | 'onCurve'> {
  readonly track: ExpressionTrack;
}

/** Which frame, or which part. */
function Choice({ track, known, drawing, onFrame, onCurve }: ChoiceProps) {
  const { frames } = track;
  const peak = useMemo(() => peakOf(frames), [frames]);
  const [at, setAt] = useState(Math.max(0, peak));
  const length = lengthOf(frames);
  const [section, setSection] = useState(() => sectionAround(frames[Math.max(0, peak)]?.time ?? 0, length));
  const frame = frames[at];
  const au = frame ? onlyKnown(frame.au, known) : {};
  const usable = frame?.seen === true && unitsIn([{ au }]).length > 0;
  const several = frames.length > 1;
  return (
    <>
      <div className="expression-choice">
        {drawing(au)}
        <div className="expression-frame">
          <p className="expression-at">
            <span>{frame && frameText(frame, several)}</span> <code>{formatFacsCode(au) || 'at rest'}</code>
          </p>
          {several && (
            <>
              <ActivityCurve frames={frames} at={at} section={section} />
              <div className="row">
                <RangeInput label="Frame" valueText={frame ? frameText(frame, true) : ''} value={at} min={0} max={frames.length - 1} step={1} onChange={setAt} />
                <NumberField label="Number of the frame" value={at + 1} min={1} max={frames.length} step={1} onChange={(number) => setAt(number - 1)} />
                <button type="button" className="button quiet" disabled={peak < 0 || at === peak} onClick={() => setAt(peak)}>
                  Peak
                </button>
              </div>
              <SectionFields section={section} length={length} onChange={setSection} />
            </>
          )}
        </div>
      </div>
      {!usable && <p className="note">{frame?.seen ? 'In this frame the face is at rest.' : 'The tool saw no face in this frame.'}</p>}
      <form method="dialog" className="row expression-buttons">
        <button type="submit" className="button primary" disabled={frame?.seen !== true} onClick={() => frame && onFrame(au, frame.name)}>
          Use this frame
        </button>
        {several && (
          <button type="submit" className="button" disabled={section.to <= section.from} onClick={() => onCurve(track, section)}>
            Open as sequence
          </button>
        )}
        <button type="submit" className="button quiet">
          Cancel
        </button>
      </form>
    </>
  );
}

interface SectionFieldsProps {
  readonly section: Section;
  readonly length: number;
  readonly onChange: (section: Section) => void;
}

/** The part that becomes a sequence, which has a longest length. */
function SectionFields({ section: { from, to }, length, onChange }: SectionFieldsProps) {
  const most = TIMELINE_RANGES.seconds.max;
  const end = Math.ceil(length * 100) / 100;
  return (
    <div className="row expression-section">
      <span>Sequence from</span>
      <NumberField label="Sequence from, seconds" value={shown(from)} min={0} max={end} step={0.01} onChange={(value) => onChange({ from: value, to: Math.min(Math.max(to, value), value + most) })} />
      <span>to</span>
      <NumberField label="Sequence to, seconds" value={shown(to)} min={0} max={end} step={0.01} onChange={(value) => onChange({ from: Math.max(Math.min(from, value), value - most), to: value })} />
      <span>s</span>
    </div>
  );
}

function shown(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
