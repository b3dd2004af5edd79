import { useDeferredValue, useMemo, type FormEvent } from 'react';
import { estimateBytes, estimateMilliseconds } from '../../domain/batch/estimate';
import type { PackManifest } from '../../domain/packs/manifest';
import type { Recipe } from '../../domain/recipe/recipe';
import { addBatch } from '../../storage/batches';
import { alertError, announce } from '../../ui/notices';
import { AcceptanceFields } from './AcceptanceFields';
import { AxisFields } from './AxisFields';
import { countOf, formatDuration, formatSize } from './describe';
import { editForm, readForm, useBatchForm, type BatchForm, type ReadForm } from './form';
import { useBatches } from './store';

interface PlanFormProps {
  readonly base: Recipe;
  readonly manifest: PackManifest;
  readonly perFace: number | null;
  readonly reasons: readonly string[];
}

/** What the batch varies, how many faces that makes and how long they will take. */
export function PlanForm({ base, manifest, perFace, reasons }: PlanFormProps) {
  const form = useBatchForm();
  const counted = useDeferredValue(form);
  const read = useMemo(() => readForm(counted, base, manifest.actionUnits.map(({ id }) => id)), [counted, base, manifest]);
  const freeName = useFreeName();
  const hindrances = [...reasons, ...read.problems.map(({ message }) => message)];

  const start = (event: FormEvent) => {
    event.preventDefault();
    if (hindrances.length > 0 || counted !== form) return;
    void queue(form, form.name.trim() || freeName, read);
  };

  return (
    <form onSubmit={start} aria-label="Plan">
      <BaseNote base={base} />
      <AxisFields base={base} problems={read.problems} />
      <AcceptanceFields />
      <div className="block batch-start">
        <dl className="facts" aria-live="polite">
          <div>
            <dt>Faces</dt>
            <dd>{read.problems.length > 0 ? '–' : read.faces.toLocaleString('en')}</dd>
          </div>
          <div>
            <dt>Time</dt>
            <dd>{describeTime(estimateMilliseconds(read.faces, perFace))}</dd>
          </div>
          <div>
            <dt>Storage</dt>
            <dd>{read.faces === 0 ? '–' : `about ${formatSize(estimateBytes(read.faces, manifest.image))}`}</dd>
          </div>
        </dl>
        <div className="row batch-name">
          <label htmlFor="batch-name">Name</label>
          <input
            id="batch-name"
            className="field"
            maxLength={60}
            placeholder={freeName}
            value={form.name}
            onChange={(event) => editForm({ name: event.target.value })}
          />
          <button type="submit" className="button primary" disabled={hindrances.length > 0} aria-describedby="batch-reasons">
            Start
          </button>
        </div>
        <div className="note" id="batch-reasons">
          {hindrances.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </div>
      </div>
    </form>
  );
}

function BaseNote({ base }: { readonly base: Recipe }) {
  return (
    <p className="note block">
      Every combination of the lists below, over the recipe in the <a href="#/">studio</a>:{' '}
      {base.prompt === '' ? 'no prompt' : `“${base.prompt}”`}, {countOf(base.steps, 'step')}, seed {base.seed}. An empty list takes the
      recipe’s value.
    </p>
  );
}

function describeTime(milliseconds: number | null): string {
  if (milliseconds === null) return 'unknown until a face was made here';
  return milliseconds === 0 ? '–' : `about ${formatDuration(milliseconds)}`;
}

/** "Batch 4", the first that no batch is called: the name is also a board. */
function useFreeName(): string {
  const batches = useBatches((state) => state.batches);
  return useMemo(() => {
    const taken = new Set(batches.map(({ batch }) => batch.name));
    let number = 1;
    while (taken.has(`Batch ${number}`)) number++;
    return `Batch ${number}`;
  }, [batches]);
}

async function queue(form: BatchForm, name: string, { plan, faces }: ReadForm): Promise<void> {
  try {
    await addBatch({
      id: crypto.randomUUID(),
      name,
      plan,
      faces,
      accept: form.accepting ? form.accept : null,
      perClass: form.accepting && form.balanced ? form.perClass : null,
      createdAt: Date.now(),
    });
    editForm({ name: '' });
    announce(`Batch “${name}” of ${countOf(faces, 'face')} is in the queue.`);
  } catch (error) {
    alertError(`The batch could not be kept in this browser: ${error instanceof Error ? error.message : String(error)}`);
  }
}
