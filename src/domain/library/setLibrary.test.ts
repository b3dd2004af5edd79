import { describe, expect, it } from 'vitest';
import { INDEX_PATH, SetError, indexText, parseIndex, parseShard, shardText } from './setLibrary';
import type { ListedFace, SetIndex } from './setLibrary';

const SHARD = { faces: 2, faceFile: 'library/00000.json', thumbnailFile: 'library/00000.thumbnails' };

const FACES: readonly ListedFace[] = [
  {
    id: '00112233445566aa', pack: 'tiny', prompt: 'an old man', seed: 7, requested: null, recognised: 'fear', confidence: 0.123456, entropy: 0.5, margin: 0.25,
    votes: [[0, 0, 0, 0, 1, 0, 0, 0], [0.2, 0, 0, 0, 0.8, 0, 0, 0]], agreement: 1, au: [0, 0.4, 1], hash: 'a'.repeat(64), quality: ['cropped', 'dark'],
    picture: { path: 'train-000000.tar', offset: 512, bytes: 900 },
    thumbnail: { path: SHARD.thumbnailFile, offset: 0, bytes: 30 },
    record: { path: 'recipes.jsonl', offset: 0, bytes: 400 },
  },
  {
    id: 'ffeeddccbbaa9988', pack: 'tiny', prompt: '', seed: 2 ** 32 - 1, requested: 'anger', recognised: 'neutral', confidence: 1, entropy: 0, margin: 1,
    votes: [[1, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0]], agreement: 2 / 3, au: [0, 0, 0], hash: '1'.repeat(64), quality: [],
    picture: null,
    thumbnail: { path: SHARD.thumbnailFile, offset: 30, bytes: 31 },
    record: { path: 'recipes.jsonl', offset: 400, bytes: 401 },
  },
];

/** The face with its fields read. */
const read = ({ id, pack, prompt, seed, requested, recognised, confidence, entropy, margin, votes, agreement, au, hash, quality, picture, thumbnail, record }: ListedFace): ListedFace => ({
  id, pack, prompt, seed, requested, recognised, confidence, entropy, margin, votes, agreement, au, hash, quality, picture, thumbnail, record,
});

describe("a shard of a set's library", () => {
  it('gives its faces back, shares to five digits, votes and units to a 255th', () => {
    const back = parseShard(shardText(FACES), 12, SHARD);
    expect(back.map(read)).toEqual([
      { ...FACES[0], confidence: 0.12346 },
      { ...FACES[1], agreement: 0.66667 },
    ]);
    // The set's first face counts as the newest.
    expect(back.map(({ savedAt }) => savedAt)).toEqual([12, 11]);
  });

  it('gives a face back that has no label', () => {
    const [first, second] = FACES;
    if (!first || !second) throw new Error('There are two faces.');
    const none = { ...second, recognised: null, confidence: null, entropy: null, margin: null, agreement: null };
    expect(parseShard(shardText([first, none]), 2, SHARD).map(read)[1]).toEqual(none);
  });

  it.each([
    ['no JSON', () => 'a web page'],
    ['a column too short', () => shardText(FACES).replace(/"seed":\[7,/, '"seed":[')],
    ['fewer faces than the index says', () => shardText(FACES.slice(1))],
    ['a path out of the set', () => shardText(FACES).replace('train-000000.tar', '../secret')],
  ])('is refused with what to do: %s', (_, text) => {
    expect(() => parseShard(text(), 2, SHARD)).toThrow(SetError);
    expect(() => parseShard(text(), 2, SHARD)).toThrow(/library\/00000\.json.*--library/s);
  });
});

describe("the index of a set's library", () => {
  const index: SetIndex = { format: 'synfer-library', version: 1, name: 'smiles', faces: 2, plan: 'f'.repeat(64), actionUnits: [], shards: [SHARD] };

  it('is read as it was written', () => {
    expect(parseIndex(indexText(index))).toEqual(index);
  });

  it.each([
    ['another version', { ...index, version: 2 }],
    ['an address in place of a path', { ...index, shards: [{ ...SHARD, faceFile: 'https://elsewhere.example/a.json' }] }],
    ['a path out of the set', { ...index, shards: [{ ...SHARD, faceFile: 'library/../../a.json' }] }],
  ])('is refused: %s', (_, wrong) => {
    expect(() => parseIndex(JSON.stringify(wrong))).toThrow(INDEX_PATH);
  });
});
