import { create } from 'zustand';
import { UNTOUCHED, type Curation } from '../domain/curation/curation';
import { onLibraryChange } from '../storage/changes';
import { listCurations, loadCurations } from '../storage/curation';
import type { CurationRecord } from '../storage/records';
import { listSummaries, loadSummaries } from '../storage/faces';
import type { FaceSummary } from '../storage/summary';

/** Every kept face in short, and what people said about it. Pictures are fetched for what is in view only. */
export interface LibraryState {
  readonly status: 'unread' | 'ready' | 'failed';
  /** Newest first. */
  readonly faces: readonly FaceSummary[];
  /** Faces nobody has said anything about are not in it. */
  readonly curations: ReadonlyMap<string, Curation>;
}

export const useLibrary = create<LibraryState>(() => ({ status: 'unread', faces: [], curations: new Map() }));

export function curationOf(curations: ReadonlyMap<string, Curation>, faceId: string): Curation {
  return curations.get(faceId) ?? UNTOUCHED;
}

interface AtHand {
  readonly curations: LibraryState['curations'];
  readonly archived: string;
  readonly list: readonly FaceSummary[];
}

/** By the faces: a set may be open beside this browser's own. */
const atHand = new WeakMap<readonly FaceSummary[], AtHand>();

/** The faces that are not archived: the same list until other faces are. What views show unless they are asked for the archive. */
export function facesAtHand({ faces, curations }: Pick<LibraryState, 'faces' | 'curations'>): readonly FaceSummary[] {
  const before = atHand.get(faces);
  if (before?.curations === curations) return before.list;
  const away = new Set<string>();
  for (const [id, curation] of curations) if (curation.archived) away.add(id);
  const archived = [...away].join();
  const list = before?.archived === archived ? before.list : away.size === 0 ? faces : faces.filter(({ id }) => !away.has(id));
  atHand.set(faces, { curations, archived, list });
  return list;
}

/** Whether a face is kept; null until the library has been read. */
export function isKept({ status, faces }: LibraryState, faceId: string): boolean | null {
  return status === 'unread' ? null : faces.some(({ id }) => id === faceId);
}

/** Changes within this time are read together. */
const GATHER_MS = 50;

let stopFollowing: (() => void) | null = null;

/**
 * Reads the library once and keeps it up to date from then on, whoever changes it: this page, a batch, another tab.
 * A view that shows it asks for it; where it could not be read, the next view tries again.
 */
export function readLibrary(): void {
  stopFollowing ??= follow();
}

function follow(): () => void {
  const changed = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const reading = readAll();

  const catchUp = async () => {
    // The whole library may have been read before the change, and would go over it.
    await reading;
    const ids = [...changed];
    changed.clear();
    const before = useLibrary.getState();
    const [faces, curations] = await Promise.all([loadSummaries(ids), loadCurations(ids)]);
    // Something was changed here meanwhile: what was read may be older than that.
    if (useLibrary.getState() !== before) gather(ids);
    else useLibrary.setState(merged(before, ids, faces, curations));
  };
  const gather = (ids: readonly string[]) => {
    for (const id of ids) changed.add(id);
    clearTimeout(timer);
    timer = setTimeout(() => void catchUp().catch(fail), GATHER_MS);
  };

  const stop = onLibraryChange(({ ids }) => gather(ids));
  reading.catch(fail);
  return () => {
    stop();
    clearTimeout(timer);
  };
}

async function readAll(): Promise<void> {
  const [faces, curations] = await Promise.all([listSummaries(), listCurations()]);
  useLibrary.setState({ status: 'ready', faces: faces.sort(newestFirst), curations: asMap(curations) });
}

function fail(): void {
  stopFollowing?.();
  stopFollowing = null;
  useLibrary.setState({ status: 'failed' });
}

function merged(
  { faces, curations }: LibraryState,
  ids: readonly string[],
  foundFaces: readonly FaceSummary[],
  foundCurations: readonly CurationRecord[],
): Partial<LibraryState> {
  const gone = new Set(ids);
  const known = new Map(faces.map((face) => [face.id, face]));
  const sameFaces = foundFaces.length === ids.length && foundFaces.every((face) => known.get(face.id)?.savedAt === face.savedAt);
  return {
    faces: sameFaces ? faces : [...faces.filter((face) => !gone.has(face.id)), ...foundFaces].sort(newestFirst),
    curations: new Map([...[...curations].filter(([id]) => !gone.has(id)), ...asMap(foundCurations)]),
  };
}

function asMap(records: readonly CurationRecord[]): Map<string, Curation> {
  return new Map(records.map(({ faceId, ...curation }) => [faceId, curation]));
}

function newestFirst(a: FaceSummary, b: FaceSummary): number {
  return b.savedAt - a.savedAt || (a.id < b.id ? -1 : 1);
}
