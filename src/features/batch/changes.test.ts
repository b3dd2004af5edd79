import { describe, expect, it } from 'vitest';
import { testPlan } from '../../domain/batch/testPlan';
import type { BatchItemRecord, BatchRecord } from '../../storage/batchRecords';
import { afterChanges, type BatchReads } from './changes';

const batch = (id: string, parts: Partial<BatchRecord> = {}): BatchRecord => ({ id, name: id, plan: testPlan({}), faces: 9, accept: null, perClass: null, state: 'running', position: 0, createdAt: 0, ...parts });
const item = (batchId: string, index: number, kind: 'known' | 'failed' = 'known'): BatchItemRecord => ({
  batchId,
  index,
  faceId: `${batchId}-${index}`,
  outcome: kind === 'known' ? { kind, recognised: 'fear' } : { kind, reason: 'no memory' },
});

/** A storage that notes what is read. */
function storage(batches: readonly BatchRecord[], items: readonly BatchItemRecord[]): BatchReads & { readonly read: string[] } {
  const read: string[] = [];
  return {
    read,
    batches: () => {
      read.push('queue');
      return Promise.resolve(batches);
    },
    items: (id) => {
      read.push(id);
      return Promise.resolve(items.filter(({ batchId }) => batchId === id));
    },
  };
}

const known = [
  { batch: batch('a'), items: [item('a', 0), item('a', 2)] },
  { batch: batch('b'), items: [item('b', 0)] },
];

describe('the queue after changes', () => {
  it('is read whole where nothing is known', async () => {
    const stored = storage([batch('a'), batch('b')], [item('a', 0)]);
    expect(await afterChanges([], [{ what: 'queue' }], stored)).toEqual([{ batch: batch('a'), items: [item('a', 0)] }, { batch: batch('b'), items: [] }]);
    expect(stored.read).toEqual(['queue', 'a', 'b']);
  });

  it('has a settled face in its place without reading anything', async () => {
    const stored = storage([], []);
    const after = await afterChanges(known, [{ what: 'item', item: item('a', 1) }, { what: 'item', item: item('a', 2, 'failed') }, { what: 'item', item: item('gone', 0) }], stored);
    expect(after[0]?.items).toEqual([item('a', 0), item('a', 1), item('a', 2, 'failed')]);
    expect(after[1]?.items).toBe(known[1]?.items);
    expect(stored.read).toEqual([]);
  });

  it('takes order and states from storage, and the faces of new batches alone', async () => {
    const stored = storage([batch('c'), batch('a', { state: 'paused' })], [item('c', 4)]);
    const after = await afterChanges(known, [{ what: 'queue' }], stored);
    expect(after).toEqual([{ batch: batch('c'), items: [item('c', 4)] }, { batch: batch('a', { state: 'paused' }), items: known[0]?.items }]);
    expect(stored.read).toEqual(['queue', 'c']);
  });

  it('reads the faces of a batch anew that gave some back', async () => {
    const stored = storage([batch('a'), batch('b')], [item('a', 0)]);
    const after = await afterChanges(known, [{ what: 'batch', id: 'a' }], stored);
    expect(after[0]?.items).toEqual([item('a', 0)]);
    expect(stored.read).toEqual(['queue', 'a']);
  });
});
