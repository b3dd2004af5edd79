import type { Curation } from '../domain/curation/curation';
import { INDEX_PATH, SetError, VERDICTS_PATH, parseIndex, parseShard } from '../domain/library/setLibrary';
import type { SetFace, SetIndex } from '../domain/library/setLibrary';
import type { SetReader } from '../domain/library/setReader';
import { addVerdict } from '../domain/library/verdicts';
import type { Verdicts } from '../domain/library/verdicts';
import { changeSetVerdicts, listSetVerdicts } from '../storage/setVerdicts';
import { closeSet, useOpenSet } from './openSet';
import type { OpenSet } from './openSet';
import { readFaceOf, readThumbnails } from './setPictures';
import type { ThumbnailDecoder } from './setPictures';

/** Shards that are read at the same time. */
const AT_ONCE = 4;

/**
 * Opens the set that lies at the reader's place, in place of one that is open, and reads its faces in short, shard by shard. Reader and
 * decoder are closed with it.
 * @throws SetError, and what the reader throws; the set that was open stays where there is none
 */
export async function openSet(reader: SetReader, decoder: ThumbnailDecoder): Promise<void> {
  const index = parseIndex(await textOf(reader, INDEX_PATH));
  const beside = await verdictsBeside(reader);
  const curations = new Map([...beside, ...(await listSetVerdicts(index.plan))]);
  const faces = new Map<string, SetFace>();
  const set: OpenSet = {
    index,
    place: reader.place,
    has: (id) => faces.has(id),
    thumbnails: (ids) => readThumbnails(reader, decoder, ids.map((id) => faces.get(id))),
    face: async (id) => readFaceOf(reader, faces.get(id)),
    changeVerdicts: (ids, change) => changeSetVerdicts(index.plan, ids, change, beside),
    close: () => {
      reader.close();
      decoder.close();
    },
  };
  closeSet();
  useOpenSet.setState({ set, status: 'unread', faces: [], curations });
  try {
    await readShards(reader, set, faces);
  } catch (error) {
    // What reading says after the set was closed concerns nobody.
    if (!isOpen(set)) return;
    closeSet();
    throw error;
  }
}

const isOpen = (set: OpenSet) => useOpenSet.getState().set === set;

async function readShards(reader: SetReader, set: OpenSet, byId: Map<string, SetFace>): Promise<void> {
  const { faces: total, shards } = set.index;
  const firsts = firstsOf(shards);
  const parts: SetFace[][] = [];
  let [shown, read, next] = [0, 0, 0];
  const show = () => {
    const faces = parts.flat();
    shown = faces.length;
    useOpenSet.setState({ status: 'ready', faces });
  };
  const readOn = async () => {
    for (let i = next++; isOpen(set); i = next++) {
      const shard = shards[i];
      if (shard === undefined) return;
      const faces = parseShard(await textOf(reader, shard.faceFile), total - (firsts[i] ?? 0), shard);
      parts[i] = faces;
      for (const face of faces) byId.set(face.id, face);
      read += faces.length;
      // Sorting and filtering all of them for every shard that comes would take longer than reading.
      if (isOpen(set) && read >= 2 * shown) show();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, readOn));
  if (isOpen(set)) show();
}

/** Faces of the set before each shard. */
function firstsOf(shards: SetIndex['shards']): number[] {
  let first = 0;
  return shards.map(({ faces }) => (first += faces) - faces);
}

async function textOf(reader: SetReader, path: string): Promise<string> {
  const file = await reader.read({ path, offset: 0, bytes: 0 });
  if (file === null) {
    throw new SetError(`There is no ${path} in ${reader.place}, so it cannot be looked through. Merge the set with --library, and name the folder that holds README.md and ${path}.`);
  }
  return file.text();
}

/** What lies beside the set as verdicts.jsonl. */
async function verdictsBeside(reader: SetReader): Promise<ReadonlyMap<string, Curation>> {
  const file = await reader.read({ path: VERDICTS_PATH, offset: 0, bytes: 0 });
  const verdicts: Verdicts = new Map();
  for (const [number, line] of ((await file?.text()) ?? '').split('\n').entries()) {
    try {
      addVerdict(verdicts, line);
    } catch (cause) {
      throw new SetError(`Line ${String(number + 1)} of the set's ${VERDICTS_PATH} says no verdict. Put the file right, or move it away.`, { cause });
    }
  }
  return verdicts;
}
