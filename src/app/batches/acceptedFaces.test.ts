import { describe, expect, it } from 'vitest';
import { UNTOUCHED, judged, type Judgement } from '../../domain/curation/curation';
import type { BatchItemRecord } from '../../storage/batchRecords';
import type { CurationRecord } from '../../storage/records';
import { AcceptedFaces } from './acceptedFaces';

/** A storage that notes which items and curations are read. */
function storage() {
  const items: BatchItemRecord[] = [];
  const curations = new Map<string, CurationRecord>();
  const read: (string | readonly string[])[] = [];
  return {
    items,
    read,
    judge: (faceId: string, judgement: Judgement) => curations.set(faceId, { ...judged(UNTOUCHED, 'first', judgement), faceId }),
    forget: (faceId: string) => curations.delete(faceId),
    faces: new AcceptedFaces({
      items: (id) => {
        read.push(id);
        return Promise.resolve(items.filter(({ batchId }) => batchId === id));
      },
      curations: (ids) => {
        read.push(ids);
        return Promise.resolve(ids.flatMap((id) => curations.get(id) ?? []));
      },
    }),
  };
}

const made = (batchId: string, index: number, faceId: string): BatchItemRecord => ({ batchId, index, faceId, outcome: { kind: 'made', recognised: 'fear', milliseconds: 1 } });

describe('the accepted faces of a batch', () => {
  it('are read once, then only those that came or changed', async () => {
    const { items, read, judge, forget, faces } = storage();
    items.push(made('a', 0, 'one'), made('a', 1, 'two'));
    judge('one', { state: 'accepted', label: null });
    expect(await faces.classes('a')).toEqual(['fear']);
    faces.add('a', 'three', 'anger');
    judge('three', { state: 'accepted', label: null });
    expect(await faces.classes('a')).toEqual(['fear', 'anger']);
    judge('two', { state: 'accepted', label: 'disgust' });
    forget('one');
    faces.changed(['one', 'two', 'of another batch']);
    expect(await faces.classes('a')).toEqual(['anger', 'disgust']);
    expect(read).toEqual(['a', ['one', 'two'], ['three'], ['one', 'two']]);
  });

  it('are those of the batch that is asked for, without the rejected and the failed', async () => {
    const { items, judge, faces } = storage();
    items.push(made('a', 0, 'one'), made('b', 0, 'two'), { batchId: 'b', index: 1, faceId: 'three', outcome: { kind: 'failed', reason: 'no memory' } });
    judge('one', { state: 'accepted', label: null });
    judge('two', { state: 'rejected', label: null });
    expect(await faces.classes('a')).toEqual(['fear']);
    faces.add('b', 'four', 'fear');
    expect(await faces.classes('b')).toEqual([]);
    expect(await faces.classes('a')).toEqual(['fear']);
  });
});
