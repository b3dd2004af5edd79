import type { ExpressionClass } from '../../domain/packs/manifest';
import { FacePicture } from '../../library/FacePicture';
import { isOpen, type BatchRecord, type BatchState } from '../../storage/batchRecords';
import { bringToFront, moveBatches, removeBatch, retryFailed, shiftBatch } from '../../storage/batches';
import { NO_LABEL } from '../../ui/labelText';
import { countOf } from '../../ui/format';
import { cancelBatches } from './cancel';
import { formatDuration } from './describe';
import { standing, type Standing } from './progress';
import type { BatchProgress } from './changes';
import { telling } from './telling';

interface BatchRowProps {
  readonly progress: BatchProgress;
  /** Where it stands among those that are still to be made; null for one that has ended. */
  readonly place: { readonly first: boolean; readonly last: boolean } | null;
  readonly pack: string | null;
  readonly onOpenFace: (faceId: string) => void;
  readonly onOpenBoard: (board: string) => void;
}

const NEWEST_SHOWN = 12;
const THUMBNAIL = 64;

const STATES: Record<BatchState, string> = {
  waiting: 'Waiting',
  running: 'Running',
  paused: 'Paused',
  done: 'Done',
  cancelled: 'Cancelled',
  failed: 'Failed',
};

export function BatchRow({ progress, place, pack, onOpenFace, onOpenBoard }: BatchRowProps) {
  const { batch } = progress;
  const now = standing(progress);
  return (
    <li className="batch-row" aria-label={batch.name}>
      <div className="batch-head">
        <h4>{batch.name}</h4>
        <span className={batch.state === 'failed' ? 'state-bad' : 'muted'}>{STATES[batch.state]}</span>
        <span className="batch-buttons">
          {place && <QueueButtons batch={batch} place={place} />}
          {!place && <EndedButtons batch={batch} now={now} onOpenBoard={onOpenBoard} />}
          {now.failed > 0 && batch.state !== 'running' && (
            <Button name={batch.name} text="Retry failed" onPress={() => retryFailed(batch.id)} />
          )}
        </span>
      </div>
      <progress aria-label={`Faces of ${batch.name}`} max={batch.faces} value={now.there + now.failed} />
      <p className="note readout">{describe(batch, now, pack)}</p>
      {now.reasons.map(({ reason, count }) => (
        <p key={reason} className="note error">
          {countOf(count, 'face')} failed: {reason}
        </p>
      ))}
      {now.newest.length > 0 && (
        <ul className="batch-faces" aria-label={`Newest faces of ${batch.name}`}>
          {now.newest.slice(0, NEWEST_SHOWN).map(({ faceId, recognised }) => (
            <li key={faceId}>
              <button
                type="button"
                className="thumb"
                aria-label={`Open face ${faceId.slice(0, 6)}, ${recognisedName(recognised)}, on the stage`}
                title={recognisedName(recognised)}
                onClick={() => onOpenFace(faceId)}
              >
                <FacePicture faceId={faceId} size={THUMBNAIL} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function QueueButtons({ batch, place }: { readonly batch: BatchRecord; readonly place: NonNullable<BatchRowProps['place']> }) {
  const { id, name, state } = batch;
  return (
    <>
      {state === 'paused' ? (
        <Button name={name} text="Resume" onPress={() => moveBatches([id], ['paused'], 'waiting')} />
      ) : (
        <Button name={name} text="Pause" onPress={() => moveBatches([id], ['waiting', 'running'], 'paused')} />
      )}
      <Button name={name} text="To the front" disabled={place.first} onPress={() => bringToFront(id)} />
      <Button name={name} text="Up" disabled={place.first} onPress={() => shiftBatch(id, -1)} />
      <Button name={name} text="Down" disabled={place.last} onPress={() => shiftBatch(id, 1)} />
      <Button name={name} text="Cancel" onPress={() => cancelBatches([batch])} />
    </>
  );
}

interface EndedButtonsProps {
  readonly batch: BatchRecord;
  readonly now: Standing;
  readonly onOpenBoard: (board: string) => void;
}

function EndedButtons({ batch, now, onOpenBoard }: EndedButtonsProps) {
  return (
    <>
      {now.there > 0 && (
        <a
          className="batch-link"
          href="#/gallery"
          aria-label={`Faces of ${batch.name} in the gallery`}
          onClick={(event) => {
            event.preventDefault();
            onOpenBoard(batch.name);
          }}
        >
          Open in gallery
        </a>
      )}
      <Button name={batch.name} text="Remove" title="Takes the batch off this list; its faces stay." onPress={() => removeBatch(batch.id)} />
    </>
  );
}

interface ButtonProps {
  readonly name: string;
  readonly text: string;
  readonly title?: string;
  readonly disabled?: boolean;
  readonly onPress: () => Promise<unknown>;
}

/** Its name says which batch it is about. */
function Button({ name, text, title, disabled, onPress }: ButtonProps) {
  return (
    <button type="button" className="button" aria-label={`${text}: ${name}`} title={title} disabled={disabled} onClick={() => telling(onPress)}>
      {text}
    </button>
  );
}

function recognisedName(recognised: ExpressionClass | null): string {
  return recognised === null ? NO_LABEL : `${recognised} recognised`;
}

function describe(batch: BatchRecord, { there, failed, left, millisecondsLeft }: Standing, pack: string | null): string {
  const parts = [`${there.toLocaleString('en')} of ${countOf(batch.faces, 'face')}`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (batch.perClass !== null) parts.push(`until ${batch.perClass} of every class are accepted`);
  if (isOpen(batch)) {
    if (millisecondsLeft !== null) parts.push(`about ${formatDuration(millisecondsLeft)} left`);
    if (pack !== null && batch.plan.base.pack !== pack) parts.push(`waits for the model ${batch.plan.base.pack}`);
  } else if (batch.state === 'done' && left > 0) {
    parts.push('target reached');
  }
  return parts.join(' · ');
}
