import type { Pixels } from '../../domain/face/pixels';
import type { Recipe } from '../../domain/recipe/recipe';
import { onBatchChange } from '../../storage/batchChanges';
import type { BatchRecord } from '../../storage/batchRecords';
import { failItem, keepBatchFace, listBatches, listItems, loadBatchPicture, moveBatches, takeKeptFace } from '../../storage/batches';
import { onLibraryChange } from '../../storage/changes';
import { loadCurations } from '../../storage/curation';
import { alertError, announce } from '../../ui/notices';
import { logEvent } from '../diagnostics/log';
import { layoutPixels } from '../making/layoutPixels';
import { makeFace } from '../making/makeFace';
import { Ability } from './ability';
import { AcceptedFaces } from './acceptedFaces';
import { MissingInput, workInShifts, type BatchShifts, type BatchWork } from './batchQueue';

/** Held by the tab that makes the faces, while it can. */
const LOCK = 'synfer-batches';

/** Works the queue off for as long as the studio is open. */
export function startBatches(): () => void {
  const page = new AbortController();
  const bell = new Bell();
  const ability = new Ability(() => bell.ring());
  const accepted = new AcceptedFaces({ items: listItems, curations: loadCurations });
  const stopListening = [
    onBatchChange(() => bell.ring()),
    onLibraryChange(({ ids }) => accepted.changed(ids)),
    ability.follow(),
  ];
  const shifts: BatchShifts = {
    able: async () => {
      bell.hush();
      return (await batchFor(ability.pack())) !== null;
    },
    changed: (signal) => bell.rings(signal),
    alone: (task, signal) => navigator.locks.request(LOCK, { signal }, task),
  };
  workInShifts(shifts, workOf(ability, accepted), page.signal).catch((error: unknown) => {
    if (page.signal.aborted) return;
    logEvent(`batches: ${String(error)}`);
    alertError(`The batches stand still: ${error instanceof Error ? error.message : String(error)}. Reload the page to go on with them.`);
  });
  return () => {
    page.abort();
    for (const stop of stopListening) stop();
  };
}

/** Remembers that it rang while nobody listened: a change between looking and waiting is not missed. */
class Bell {
  private rung = false;
  private wake: (() => void) | null = null;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  hush(): void {
    this.rung = false;
  }

  async rings(signal: AbortSignal): Promise<void> {
    if (this.rung || signal.aborted) return;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    this.wake = null;
  }
}

function workOf(ability: Ability, accepted: AcceptedFaces): BatchWork {
  return {
    next: () => nextBatch(ability.pack()),
    turnOf: (batch) => turnOf(batch, ability),
    items: ({ id }) => listItems(id),
    accepted: ({ id }) => accepted.classes(id),
    takeKept: async (batch, index, faceId) => {
      const taken = await takeKeptFace(batch, index, faceId);
      if (taken !== null) accepted.add(batch.id, faceId, taken.recognised);
      return taken !== null;
    },
    layout: batchLayout,
    make: async (recipe, layout, signal) => (await makeFace(recipe, { priority: 'batch', layout, signal })).face,
    keep: async (batch, index, face) => {
      await keepBatchFace(batch, index, face);
      accepted.add(batch.id, face.id, face.label.recognised);
    },
    fail: ({ id }, index, faceId, reason) => failItem(id, index, faceId, reason),
    pause: async ({ id, name }, why) => {
      alertError(`Batch “${name}” is paused: ${why}`);
      await moveBatches([id], ['waiting', 'running'], 'paused');
    },
    finish: finishBatch,
  };
}

/** The first batch that the loaded model can make. It is marked as running, and no other is. */
async function nextBatch(pack: string | null): Promise<BatchRecord | null> {
  const batch = await batchFor(pack);
  const others = (await listBatches()).filter(({ id, state }) => state === 'running' && id !== batch?.id);
  await moveBatches(others.map(({ id }) => id), ['running'], 'waiting');
  if (batch?.state === 'waiting' && (await moveBatches([batch.id], ['waiting'], 'running')).length === 0) return null;
  return batch;
}

async function batchFor(pack: string | null): Promise<BatchRecord | null> {
  if (pack === null) return null;
  return (await listBatches()).find((batch) => isActive(batch) && batch.plan.base.pack === pack) ?? null;
}

function isActive({ state }: BatchRecord): boolean {
  return state === 'waiting' || state === 'running';
}

function turnOf({ id }: BatchRecord, ability: Ability): { signal: AbortSignal; end: () => void } {
  const turn = new AbortController();
  const stopAbility = ability.onLost(() => turn.abort());
  const stopListening = onBatchChange(({ what }) => {
    if (what === 'item') return;
    void listBatches().then((batches) => {
      if (!batches.some((batch) => batch.id === id && isActive(batch))) turn.abort();
    });
  });
  const end = () => {
    stopAbility();
    stopListening();
  };
  return { signal: turn.signal, end };
}

/** The picture that a batch's recipe takes its layout from. @throws MissingInput where it is gone */
async function batchLayout({ id }: BatchRecord, recipe: Recipe): Promise<Pixels | null> {
  const source = recipe.layout?.source;
  if (!source) return null;
  const picture = (await layoutPixels(recipe)) ?? (source.kind === 'picture' ? await loadBatchPicture(id, source.sha256) : null);
  if (picture) return picture;
  switch (source.kind) {
    case 'gallery':
      throw new MissingInput(`the face ${source.id.slice(0, 6)}, which gives the layout, is no longer kept. Bring it back by Undo or open its file again, then resume the batch.`);
    case 'picture':
      throw new MissingInput('its layout picture was not kept with it. Choose the picture under Layout in the studio again, then resume the batch.');
    case 'shipped':
      throw new MissingInput(`the loaded model comes without the layout picture “${source.name}”.`);
  }
}

async function finishBatch({ id, name }: BatchRecord): Promise<void> {
  const items = await listItems(id);
  const faces = items.filter(({ outcome }) => outcome.kind !== 'failed').length;
  const ended = items.length > 0 && faces === 0 ? 'failed' : 'done';
  if ((await moveBatches([id], ['running'], ended)).length > 0) announce(`Batch “${name}” has ended with ${faces} faces.`);
}
