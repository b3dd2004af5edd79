import { z } from 'zod';
import { VOTER_FILE, parseVoterFile, voterFiles } from '../domain/recognisers/voterFile';
import type { VoterFile } from '../domain/recognisers/voterFile';
import { counting } from '../domain/recognisers/weight';
import type { Counting } from '../domain/recognisers/weight';

/** Recognisers that somebody brought, in a cache: page and worker read it. One entry a file, and one that says how much it counts. */
const CACHE = 'synfer-recognisers';
const FOLDER = '/.synfer-recogniser/';
const RECORD = 'kept.json';

const recordSchema = z.object({ keptAt: z.number(), bytes: z.number(), counts: counting.nullable() });

export interface KeptRecogniser {
  readonly id: string;
  readonly file: VoterFile;
  readonly bytes: number;
  /** Null where nobody has set it. */
  readonly counts: Counting | null;
}

/** In the order in which they were added. None where this browser keeps none. */
export async function listRecognisers(): Promise<KeptRecogniser[]> {
  if (typeof caches === 'undefined') return [];
  const cache = await caches.open(CACHE);
  const ids = (await cache.keys()).flatMap(({ url }) => {
    const [id, name] = new URL(url).pathname.slice(FOLDER.length).split('/');
    return name === RECORD && id !== undefined ? [id] : [];
  });
  const kept = await Promise.all(ids.map(readRecord));
  return kept
    .filter((each) => each !== null)
    .sort((a, b) => a.keptAt - b.keptAt)
    .map(({ keptAt: _, ...each }) => each);
}

async function readRecord(id: string): Promise<(KeptRecogniser & { readonly keptAt: number }) | null> {
  try {
    const [record, text] = await Promise.all([readRecogniserFile(id, RECORD), readRecogniserFile(id, VOTER_FILE)]);
    return { id, file: parseVoterFile((await text?.text()) ?? ''), ...recordSchema.parse(JSON.parse((await record?.text()) ?? '')) };
  } catch {
    return null;
  }
}

export async function readRecogniserFile(id: string, name: string): Promise<Blob | null> {
  return (await (await caches.open(CACHE)).match(keyOf(id, name)))?.blob() ?? null;
}

/** Keeps a recogniser, in place of the one of its id. @throws where the browser has no room, and then nothing of it is kept */
export async function keepRecogniser(id: string, file: VoterFile, files: ReadonlyMap<string, Blob>): Promise<void> {
  await removeRecogniser(id);
  const cache = await caches.open(CACHE);
  let bytes = 0;
  try {
    for (const name of [VOTER_FILE, ...voterFiles(file)]) {
      const blob = files.get(name);
      if (blob === undefined) throw new Error(`${name} is not among its files.`);
      await cache.put(keyOf(id, name), new Response(blob));
      bytes += blob.size;
    }
    await putRecord(id, { keptAt: Date.now(), bytes, counts: null });
  } catch (error) {
    await removeRecogniser(id);
    throw error;
  }
}

export async function setRecogniserCounting(id: string, counts: Counting): Promise<void> {
  const record = await readRecogniserFile(id, RECORD);
  if (record !== null) await putRecord(id, { ...recordSchema.parse(JSON.parse(await record.text())), counts });
}

export async function removeRecogniser(id: string): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const request of await cache.keys()) {
    if (new URL(request.url).pathname.startsWith(`${FOLDER}${id}/`)) await cache.delete(request);
  }
}

async function putRecord(id: string, record: z.infer<typeof recordSchema>): Promise<void> {
  await (await caches.open(CACHE)).put(keyOf(id, RECORD), Response.json(record));
}

function keyOf(id: string, name: string): string {
  return new URL(`${FOLDER}${id}/${name}`, location.origin).href;
}
