import type { StoreNames } from 'idb';
import { passes } from '../domain/batch/acceptance';
import { UNTOUCHED, acceptedByRule, withName } from '../domain/curation/curation';
import type { ExpressionClass } from '../domain/packs/manifest';
import type { Face } from '../domain/face/face';
import type { Pixels } from '../domain/face/pixels';
import { announceBatchChange } from './batchChanges';
import { isOpen, type BatchItemRecord, type BatchPictureRecord, type BatchRecord, type BatchState } from './batchRecords';
import { announceChange } from './changes';
import { openStudioDb, writeStudioDb, type StudioSchema } from './db';
import { momentOf } from './moment';
import { readBatchRecord, readable } from './reading';
import { withRoom } from './room';
import { readSummary, summarise, type FaceSummary } from './summary';
import { emptyTrash } from './trash';

/** A transaction that may write to some stores, whatever others it has. */
interface Writing<Name extends StoreNames<StudioSchema>> {
  objectStore<Store extends Name>(name: Store): {
    get(key: StudioSchema[Store]['key']): Promise<StudioSchema[Store]['value'] | undefined>;
    put(value: StudioSchema[Store]['value']): Promise<unknown>;
  };
}

/** All batches in the order in which they are made, those that cannot be read left out: `listSetAside` names them. */
export async function listBatches(): Promise<BatchRecord[]> {
  const batches = await (await openStudioDb()).getAll('batches');
  return readable(batches.map(readBatchRecord)).sort((a, b) => a.position - b.position);
}

/** What became of the batch's faces so far, in the plan's order. */
export async function listItems(batchId: string): Promise<BatchItemRecord[]> {
  return (await openStudioDb()).getAll('batchItems', itemsOf(batchId));
}

/** @param picture the user's own picture that gives the layout; null where none does */
export async function addBatch(batch: Omit<BatchRecord, 'position' | 'state'>, picture: Omit<BatchPictureRecord, 'batchId'> | null): Promise<void> {
  await writeStudioDb(['batches', 'batchPictures'], async (tx) => {
    const batches = tx.objectStore('batches');
    const positions = (await batches.getAll()).map(({ position }) => position);
    await batches.add({ ...batch, state: 'waiting', position: Math.max(0, ...positions) + 1 });
    if (picture) await tx.objectStore('batchPictures').put({ ...picture, batchId: batch.id });
  });
  announceBatchChange({ what: 'queue' });
}

/**
 * Moves batches from some states to another, in one step: what another tab did meanwhile is not overwritten.
 * @returns those that were in one of the states, as they were then: what a view shows of them may be older
 */
export async function moveBatches(ids: readonly string[], from: readonly BatchState[], to: BatchState): Promise<BatchRecord[]> {
  const moved = await writeStudioDb(['batches'], async (tx) => {
    const found: BatchRecord[] = [];
    for (const id of ids) {
      const batch = await tx.objectStore('batches').get(id);
      if (!batch || !from.includes(batch.state)) continue;
      await tx.objectStore('batches').put({ ...batch, state: to });
      found.push(batch);
    }
    return found;
  });
  if (moved.length > 0) announceBatchChange({ what: 'queue' });
  return moved;
}

/** Swaps a batch with its neighbour among those that are still to be made. */
export async function shiftBatch(id: string, by: -1 | 1): Promise<void> {
  await writeStudioDb(['batches'], async (tx) => {
    const batches = tx.objectStore('batches');
    const open = (await batches.getAll()).filter(isOpen).sort((a, b) => a.position - b.position);
    const index = open.findIndex((batch) => batch.id === id);
    const [one, other] = [open[index], open[index + by]];
    if (!one || !other) return;
    await batches.put({ ...one, position: other.position });
    await batches.put({ ...other, position: one.position });
  });
  announceBatchChange({ what: 'queue' });
}

/** Puts a batch before all others that are still to be made. */
export async function bringToFront(id: string): Promise<void> {
  await writeStudioDb(['batches'], async (tx) => {
    const batches = tx.objectStore('batches');
    const batch = await batches.get(id);
    const positions = (await batches.getAll()).filter(isOpen).map(({ position }) => position);
    if (batch) await batches.put({ ...batch, position: Math.min(...positions, batch.position) - 1 });
  });
  announceBatchChange({ what: 'queue' });
}

/** The picture that was kept with a batch; null where none was, or another. */
export async function loadBatchPicture(batchId: string, sha256: string): Promise<Pixels | null> {
  const kept = await (await openStudioDb()).get('batchPictures', batchId);
  return kept?.sha256 === sha256 ? kept.pixels : null;
}

/** Takes a batch out of the list. Its faces stay. */
export async function removeBatch(id: string): Promise<void> {
  await writeStudioDb(['batches', 'batchItems', 'batchPictures'], async (tx) => {
    await tx.objectStore('batches').delete(id);
    await tx.objectStore('batchPictures').delete(id);
    await tx.objectStore('batchItems').delete(itemsOf(id));
  });
  announceBatchChange({ what: 'queue' });
}

/** Lets the batch try its failed faces once more. */
export async function retryFailed(id: string): Promise<void> {
  await writeStudioDb(['batches', 'batchItems'], async (tx) => {
    for await (const cursor of tx.objectStore('batchItems').iterate(itemsOf(id))) {
      if (cursor.value.outcome.kind === 'failed') await cursor.delete();
    }
    const batch = await tx.objectStore('batches').get(id);
    if (batch) await tx.objectStore('batches').put({ ...batch, state: 'waiting' });
  });
  announceBatchChange({ what: 'batch', id });
}

/** Says why an item gave no face. */
export async function failItem(batchId: string, index: number, faceId: string, reason: string): Promise<void> {
  const item: BatchItemRecord = { batchId, index, faceId, outcome: { kind: 'failed', reason } };
  await writeStudioDb(['batches', 'batchItems'], (tx) => settle(tx, item));
  announceBatchChange({ what: 'item', item });
}

/** Counts a face that was kept before as the item's. @returns what was recognised in it; null where there is no such face, which is then to be made */
export async function takeKeptFace(batch: BatchRecord, index: number, faceId: string): Promise<{ readonly recognised: ExpressionClass | null } | null> {
  const item = await writeStudioDb(['summaries', 'curations', 'batches', 'batchItems'], async (tx): Promise<BatchItemRecord | null> => {
    const kept = await tx.objectStore('summaries').get(faceId);
    if (!kept) return null;
    const summary = readSummary(kept);
    const known: BatchItemRecord = { batchId: batch.id, index, faceId, outcome: { kind: 'known', recognised: summary.recognised } };
    await curate(tx, batch, summary);
    await settle(tx, known);
    return known;
  });
  if (item?.outcome.kind !== 'known') return null;
  announceChange({ what: 'curation', ids: [faceId] });
  announceBatchChange({ what: 'item', item });
  return { recognised: item.outcome.recognised };
}

/**
 * Keeps a batch's face and the completion of its item in one transaction: after a crash in between there is neither a
 * face that is made again nor an item without its face. The batch's board and its rule of acceptance go with it. Where there is no
 * room, deleted faces are let go of.
 */
export async function keepBatchFace(batch: BatchRecord, index: number, face: Face, now = Date.now()): Promise<void> {
  const { recognised } = face.label;
  const { milliseconds } = face.provenance;
  const item: BatchItemRecord = { batchId: batch.id, index, faceId: face.id, outcome: { kind: 'made', recognised, milliseconds } };
  await withRoom(() => putBatchFace(batch, item, face, now), () => emptyTrash(0));
  announceChange({ what: 'faces', ids: [face.id] });
  announceBatchChange({ what: 'item', item });
}

async function putBatchFace(batch: BatchRecord, item: BatchItemRecord, face: Face, now: number): Promise<void> {
  const summary = summarise({ ...face, savedAt: now });
  await writeStudioDb(['faces', 'summaries', 'curations', 'trash', 'batches', 'batchItems'], async (tx) => {
    const savedAt = await momentOf(tx.objectStore('faces'), now);
    await tx.objectStore('faces').put({ ...face, savedAt });
    await tx.objectStore('summaries').put({ ...summary, savedAt });
    // A deleted face that is made again is a face like others: left in the trash it would go with it.
    await tx.objectStore('trash').delete(face.id);
    await curate(tx, batch, summary);
    await settle(tx, item);
  });
}

/** Puts the face on the batch's board and accepts it by the batch's rule, unless a person has judged it. */
async function curate(tx: Writing<'curations'>, batch: BatchRecord, summary: FaceSummary): Promise<void> {
  const curations = tx.objectStore('curations');
  const { faceId, ...before } = (await curations.get(summary.id)) ?? { ...UNTOUCHED, faceId: summary.id };
  const after = batch.accept !== null && passes(batch.accept, summary) ? acceptedByRule(before) : before;
  await curations.put({ ...after, boards: withName(after.boards, batch.name), faceId });
}

/** A batch that was taken off the list meanwhile has no items any more. */
async function settle(tx: Writing<'batches' | 'batchItems'>, item: BatchItemRecord): Promise<void> {
  if (await tx.objectStore('batches').get(item.batchId)) await tx.objectStore('batchItems').put(item);
}

function itemsOf(batchId: string): IDBKeyRange {
  // An empty array comes after every number.
  return IDBKeyRange.bound([batchId], [batchId, []]);
}
