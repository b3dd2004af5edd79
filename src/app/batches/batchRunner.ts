import { packQuery } from '../../engine/usePack';
import { onBatchChange } from '../../storage/batchChanges';
import type { BatchRecord } from '../../storage/batchRecords';
import { failItem, keepBatchFace, listBatches, listItems, moveBatches, takeKeptFace } from '../../storage/batches';
import { onLibraryChange } from '../../storage/changes';
import { loadCurations } from '../../storage/curation';
import { alertError, announce } from '../../ui/notices';
import { logEvent } from '../diagnostics/log';
import { makeFace } from '../making/makeFace';
import { queryClient } from '../shell/queryClient';
import { AcceptedFaces } from './acceptedFaces';
import { runQueue, type BatchWork } from './batchQueue';

/** Held by the one tab that makes the faces; the next takes over when that one is closed. */
const LOCK = 'synfer-batches';

/** Works the queue off for as long as the studio is open. */
export function startBatches(): () => void {
  const page = new AbortController();
  const bell = new Bell();
  const accepted = new AcceptedFaces({ items: listItems, curations: loadCurations });
  const stopListening = [
    onBatchChange(() => bell.ring()),
    onLibraryChange(({ ids }) => accepted.changed(ids)),
    queryClient.getQueryCache().subscribe(() => bell.ring()),
  ];
  navigator.locks
    .request(LOCK, { signal: page.signal }, () => runQueue(workOf(bell, accepted), page.signal))
    .catch((error: unknown) => {
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

function workOf(bell: Bell, accepted: AcceptedFaces): BatchWork {
  return {
    next: () => {
      bell.hush();
      return nextBatch();
    },
    changed: (signal) => bell.rings(signal),
    turnOf,
    items: ({ id }) => listItems(id),
    accepted: ({ id }) => accepted.classes(id),
    takeKept: async (batch, index, faceId) => {
      const recognised = await takeKeptFace(batch, index, faceId);
      if (recognised !== null) accepted.add(batch.id, faceId, recognised);
      return recognised !== null;
    },
    make: async (recipe, signal) => (await makeFace(recipe, { priority: 'batch', signal })).face,
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
async function nextBatch(): Promise<BatchRecord | null> {
  const pack = loadedPack();
  if (pack === null) return null;
  const active = (await listBatches()).filter(isActive);
  const batch = active.find(({ plan }) => plan.base.pack === pack) ?? null;
  await moveBatches(active.filter((other) => other !== batch).map(({ id }) => id), ['running'], 'waiting');
  if (batch?.state === 'waiting' && (await moveBatches([batch.id], ['waiting'], 'running')).length === 0) return null;
  return batch;
}

function isActive({ state }: BatchRecord): boolean {
  return state === 'waiting' || state === 'running';
}

function loadedPack(): string | null {
  const query = queryClient.getQueryState(packQuery.queryKey);
  return query?.status === 'success' && query.fetchStatus === 'idle' ? (query.data?.manifest.id ?? null) : null;
}

function turnOf({ id }: BatchRecord): { signal: AbortSignal; end: () => void } {
  const turn = new AbortController();
  const end = onBatchChange(({ what }) => {
    if (what === 'item') return;
    void listBatches().then((batches) => {
      if (!batches.some((batch) => batch.id === id && isActive(batch))) turn.abort();
    });
  });
  return { signal: turn.signal, end };
}

async function finishBatch({ id, name }: BatchRecord): Promise<void> {
  const items = await listItems(id);
  const faces = items.filter(({ outcome }) => outcome.kind !== 'failed').length;
  const ended = items.length > 0 && faces === 0 ? 'failed' : 'done';
  if ((await moveBatches([id], ['running'], ended)).length > 0) announce(`Batch “${name}” has ended with ${faces} faces.`);
}
