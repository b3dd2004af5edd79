import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FACES_A_SHARD, INDEX_PATH, LIBRARY_FOLDER, RECIPES_PATH, indexText, shardText } from '../src/domain/library/setLibrary';
import type { ListedFace, SetIndex } from '../src/domain/library/setLibrary';
import { EXPRESSION_CLASSES } from '../src/domain/packs/manifest';
import { parseManifest } from '../src/domain/packs/parseManifest';
import { encodePng } from '../src/domain/png/encode';
import { testPicture } from '../workers/export/testing';

const PACK = new URL('../public/packs/synfer-faces-256/pack.json', import.meta.url);
const SIDE = 64;
const POOL = 64;
const COLUMNS = 47;

/** The library of a merged set of so many faces with made-up labels and thumbnails from a small pool: what the gallery reads of one. */
export async function writeSetLibrary(folder: string, count: number): Promise<void> {
  const { actionUnits } = parseManifest(await readFile(PACK, 'utf8'));
  const pool = await Promise.all(Array.from({ length: POOL }, (_, seed) => encodePng(testPicture(seed, SIDE))));
  await mkdir(join(folder, LIBRARY_FOLDER), { recursive: true });
  const shards: SetIndex['shards'][number][] = [];
  for (let first = 0; first < count; first += FACES_A_SHARD) {
    const stem = `${LIBRARY_FOLDER}/${String(shards.length).padStart(5, '0')}`;
    const shard = { faces: Math.min(FACES_A_SHARD, count - first), faceFile: `${stem}.json`, thumbnailFile: `${stem}.thumbnails` };
    const thumbnails: Uint8Array[] = [];
    let offset = 0;
    const faces = Array.from({ length: shard.faces }, (_, i) => {
      const thumbnail = pool[(first + i) % POOL] ?? new Uint8Array(0);
      thumbnails.push(thumbnail);
      offset += thumbnail.length;
      return face(first + i, { path: shard.thumbnailFile, offset: offset - thumbnail.length, bytes: thumbnail.length });
    });
    await writeFile(join(folder, shard.faceFile), shardText(faces));
    await writeFile(join(folder, shard.thumbnailFile), Buffer.concat(thumbnails));
    shards.push(shard);
  }
  await writeFile(join(folder, INDEX_PATH), indexText({ format: 'synfer-library', version: 1, name: 'bench', faces: count, plan: 'b'.repeat(64), actionUnits, shards }));
}

/** 0–1, the same for the same numbers, spread about. */
const spread = (number: number, salt: number) => (((Math.sin(number * 127.1 + salt * 311.7) * 43758.5453) % 1) + 1) % 1;

function face(number: number, thumbnail: ListedFace['thumbnail']): ListedFace {
  const hex = (length: number, salt: number) => Array.from({ length }, (_, i) => Math.floor(spread(number * 64 + i, salt) * 16).toString(16)).join('');
  const recognised = EXPRESSION_CLASSES[number % EXPRESSION_CLASSES.length] ?? 'neutral';
  const probabilities = EXPRESSION_CLASSES.map((name, i) => (name === recognised ? 0.6 : 0.4 * spread(number, i)));
  return {
    id: number.toString(16).padStart(16, '0'), pack: 'synfer-faces-256', prompt: `person ${String(number % 200)}`, seed: Math.floor(number / 8),
    requested: recognised, recognised, confidence: spread(number, 1), entropy: spread(number, 2), margin: spread(number, 3),
    votes: [probabilities, probabilities, probabilities], agreement: 1, au: Array.from({ length: COLUMNS }, (_, i) => spread(number, 50 + i)),
    hash: hex(64, 9), quality: [], picture: null, thumbnail, record: { path: RECIPES_PATH, offset: 0, bytes: 0 },
  };
}
