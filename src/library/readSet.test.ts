import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { UNTOUCHED, judged } from '../domain/curation/curation';
import { INDEX_PATH, indexText, shardText } from '../domain/library/setLibrary';
import type { ListedFace } from '../domain/library/setLibrary';
import type { SetReader } from '../domain/library/setReader';
import { verdictsText } from '../domain/library/verdicts';
import { listCurations } from '../storage/curation';
import { listSetVerdicts } from '../storage/setVerdicts';
import { judge, toggleStars } from './changes';
import { undoLast } from './edits';
import { closeSet, setHolding, useOpenSet } from './openSet';
import { openSet } from './readSet';
import type { ThumbnailDecoder } from './setPictures';
import { saidOf, useShown } from './shown';
import { useLibrary } from './store';

const PLAN = 'f'.repeat(64);
const idOf = (number: number) => number.toString(16).padStart(16, '0');

function face(number: number, thumbnailFile: string): ListedFace {
  return {
    id: idOf(number), pack: 'tiny', prompt: '', seed: number, requested: null, recognised: 'fear', confidence: 0.5, entropy: 0.5, margin: 0.5,
    votes: [], agreement: 1, au: null, hash: '0'.repeat(64), quality: [], picture: null,
    thumbnail: { path: thumbnailFile, offset: 0, bytes: 1 }, record: { path: 'recipes.jsonl', offset: 0, bytes: 1 },
  };
}

/** A set of so many shards of three faces, in memory. */
function setOf(shards: number, more: Readonly<Record<string, string>> = {}): SetReader & { readonly closed: () => boolean } {
  const files = new Map(Object.entries(more));
  const listed = Array.from({ length: shards }, (_, i) => ({ faces: 3, faceFile: `library/0000${String(i)}.json`, thumbnailFile: `library/0000${String(i)}.thumbnails` }));
  for (const [i, { faceFile, thumbnailFile }] of listed.entries()) files.set(faceFile, shardText([0, 1, 2].map((n) => face(3 * i + n, thumbnailFile))));
  files.set(INDEX_PATH, indexText({ format: 'synfer-library', version: 1, name: 'smiles', faces: 3 * shards, plan: PLAN, actionUnits: [], shards: listed }));
  let closed = false;
  return {
    place: 'memory',
    read: ({ path }) => Promise.resolve(files.has(path) ? new Blob([files.get(path) ?? '']) : null),
    close: () => (closed = true),
    closed: () => closed,
  };
}

const NO_PICTURES: ThumbnailDecoder = { small: () => Promise.resolve([]), close: () => undefined };

afterEach(closeSet);

describe('an open set', () => {
  it('is what gallery and review show, in its own order, until it is closed; the kept faces stay as they are', async () => {
    const own = useLibrary.getState().faces;
    const reader = setOf(9);
    await openSet(reader, NO_PICTURES);
    expect(useShown.getState()).toMatchObject({ status: 'ready' });
    expect(useShown.getState().faces.map(({ id }) => id)).toEqual(Array.from({ length: 27 }, (_, i) => idOf(i)));
    expect(useShown.getState().faces.every(({ savedAt }, i, all) => i === 0 || savedAt < (all[i - 1]?.savedAt ?? 0))).toBe(true);
    expect(useLibrary.getState().faces).toBe(own);
    closeSet();
    expect(useShown.getState().faces).toBe(own);
    expect(reader.closed()).toBe(true);
    expect(setHolding(idOf(0))).toBeNull();
  });

  it('keeps what is said of its faces apart from what is said of kept ones, over closing and opening, with undo', async () => {
    await openSet(setOf(1), NO_PICTURES);
    await judge([idOf(1)], 'first', { state: 'rejected', label: null });
    await toggleStars([idOf(2)]);
    await undoLast();
    closeSet();
    await openSet(setOf(1), NO_PICTURES);
    expect(saidOf(idOf(1))).toEqual(judged(UNTOUCHED, 'first', { state: 'rejected', label: null }));
    expect(saidOf(idOf(2))).toEqual(UNTOUCHED);
    expect(await listCurations()).toEqual([]);
    expect(verdictsText(useOpenSet.getState().curations)).toBe(`{"id":"${idOf(1)}","curation":{"judgements":{"first":{"state":"rejected","label":null}},"star":false,"tags":[],"boards":[]}}\n`);
  });

  it('begins with the verdicts that lie beside it; one taken back here stays taken back', async () => {
    const beside = { 'verdicts.jsonl': verdictsText(new Map([[idOf(0), { ...UNTOUCHED, star: true }]])) };
    await openSet(setOf(1, beside), NO_PICTURES);
    expect(saidOf(idOf(0)).star).toBe(true);
    await toggleStars([idOf(0)]);
    closeSet();
    await openSet(setOf(1, beside), NO_PICTURES);
    expect(saidOf(idOf(0)).star).toBe(false);
    expect((await listSetVerdicts(PLAN)).has(idOf(0))).toBe(true);
  });

  it('that cannot be read leaves the one that is open, and says what is wrong', async () => {
    await openSet(setOf(1), NO_PICTURES);
    await expect(openSet({ place: 'nowhere', read: () => Promise.resolve(null), close: () => undefined }, NO_PICTURES)).rejects.toThrow('There is no library/index.json in nowhere');
    await expect(openSet(setOf(1, { 'verdicts.jsonl': 'yes' }), NO_PICTURES)).rejects.toThrow("Line 1 of the set's verdicts.jsonl");
    expect(useOpenSet.getState().set?.index.name).toBe('smiles');
  });
});
