import { useDeferredValue, useMemo, type FormEvent } from 'react';
import { estimateBytes, estimateMilliseconds } from '../../domain/batch/estimate';
import { cleanName } from '../../domain/curation/curation';
import type { PackManifest } from '../../domain/packs/manifest';
import type { Pixels } from '../../domain/face/pixels';
import type { Recipe } from '../../domain/recipe/recipe';
import { addBatch, listBatches } from '../../storage/batches';
import { countOf, formatSize } from '../../ui/format';
import { alertError, announce } from '../../ui/notices';
import { AcceptanceFields } from './AcceptanceFields';
import { AxisFields } from './AxisFields';
import { DirectionFields } from './DirectionFields';
import { LooksFields } from './LooksFields';
import { PlanButtons } from './PlanButtons';
import { formatDuration, freeName } from './describe';
import { editForm, readForm, useBatchForm, type BatchForm, type ReadForm } from './form';
import { useBatches } from './store';

export interface LayoutPicture {
  readonly sha256: string;
  readonly pixels: Pixels;
}

interface PlanFormProps {
  readonly base: Recipe;
  readonly picture: LayoutPicture | null;
  readonly manifest: PackManifest;
  readonly perFace: number | null;
  readonly reasons: readonly string[];
  readonly onBase: (base: Recipe) => void;
}

/** What the batch varies, how many faces that makes and how long they will take. */
export function PlanForm({ base, picture, manifest, perFace, reasons, onBase }: PlanFormProps) {
  const form = useBatchForm();
  const counted = useDeferredValue(form);
  const read = useMemo(() => readForm(counted, base, manifest), [counted, base, manifest]);
  const batches = useBatches((state) => state.batches);
  const suggested = useMemo(() => freeName(batches.map(({ batch }) => batch.name)), [batches]);
  const firstSeed = read.plan.seeds[0] ?? base.seed;
  const hindrances = [...reasons, ...read.problems.map(({ message }) => message)];

  const start = (event: FormEvent) => {
    event.preventDefault();
    if (hindrances.length > 0 || counted !== form) return;
    void queue(form, read, picture);
  };

  return (
    <form onSubmit={start} aria-label="Plan">
      <BaseNote base={base} />
      {picture && <p className="note block">The layout picture is kept in this browser with the batch, until the batch is taken off the list.</p>}
      <AxisFields base={base} problems={read.problems} />
      <LooksFields words={manifest.words} firstSeed={firstSeed} />
      <DirectionFields packUnits={read.plan.packUnits} firstSeed={firstSeed} problems={read.problems} />
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
            placeholder={suggested}
            value={form.name}
            onChange={(event) => editForm({ name: event.target.value })}
          />
          <button type="submit" className="button primary" disabled={hindrances.length > 0} aria-describedby="batch-reasons">
            Start
          </button>
        </div>
        <PlanButtons name={form.name.trim() || suggested} plan={read.plan} manifest={manifest} problems={read.problems.length > 0} onBase={onBase} />
        <div className="note" id="batch-reasons" hidden={hindrances.length === 0}>
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
    <div className="block">
      <p className="note">
        Every combination of the lists below, over the recipe in the <a href="#/">studio</a>:{' '}
        {base.prompt === '' ? 'no prompt' : `“${base.prompt}”`}, {countOf(base.steps, 'step')}, seed {base.seed}. An empty list takes the
        recipe’s value.
      </p>
    </div>
  );
}

function describeTime(milliseconds: number | null): string {
  if (milliseconds === null) return 'unknown until a face was made here';
  return milliseconds === 0 ? '–' : `about ${formatDuration(milliseconds)}`;
}

async function queue(form: BatchForm, { plan, faces }: ReadForm, picture: LayoutPicture | null): Promise<void> {
  try {
    // What is shown may be older than the batch that was started a moment ago.
    const name = cleanName(form.name) ?? freeName((await listBatches()).map((batch) => batch.name));
    const batch = {
      id: crypto.randomUUID(),
      name,
      plan,
      faces,
      accept: form.accepting ? form.accept : null,
      perClass: form.accepting && form.balanced ? form.perClass : null,
      createdAt: Date.now(),
    };
    await addBatch(batch, picture);
    editForm({ name: '' });
    announce(`Batch “${name}” of ${countOf(faces, 'face')} is in the queue.`);
  } catch (error) {
    alertError(`The batch could not be kept in this browser: ${error instanceof Error ? error.message : String(error)}`);
  }
}
