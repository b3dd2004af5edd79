import { create } from 'zustand';
import type { Curation } from '../domain/curation/curation';
import { saveCurations } from '../storage/curation';
import { restoreFaces, trashFaces } from '../storage/trash';
import { alertError } from '../ui/notices';
import { curationOf, useLibrary } from './store';

/** One change of the library, as it is undone and done again. */
export type Edit =
  | {
      readonly kind: 'curation';
      readonly label: string;
      readonly before: ReadonlyMap<string, Curation>;
      readonly after: ReadonlyMap<string, Curation>;
    }
  | { readonly kind: 'deletion'; readonly label: string; readonly ids: readonly string[] };

interface History {
  readonly past: readonly Edit[];
  readonly future: readonly Edit[];
}

const EDITS_KEPT = 200;

/** Curation has its own undo, apart from the recipe's. */
export const useLibraryHistory = create<History>(() => ({ past: [], future: [] }));

/** Changes what is said about some faces. Shown at once. @returns the edit, for `undoEdit`; null where nothing changes */
export async function curate(ids: readonly string[], label: string, change: (curation: Curation) => Curation): Promise<Edit | null> {
  const { curations } = useLibrary.getState();
  const before = new Map<string, Curation>();
  const after = new Map<string, Curation>();
  for (const id of ids) {
    const former = curationOf(curations, id);
    const next = change(former);
    if (next === former) continue;
    before.set(id, former);
    after.set(id, next);
  }
  if (after.size === 0) return null;
  const edit: Edit = { kind: 'curation', label, before, after };
  await perform(edit);
  return edit;
}

/** Takes faces out of the library. @returns the edit, for `undoEdit` */
export async function removeFaces(ids: readonly string[]): Promise<Edit> {
  const edit: Edit = { kind: 'deletion', label: ids.length === 1 ? 'Face deleted' : `${ids.length} faces deleted`, ids };
  await perform(edit);
  return edit;
}

/** Takes back the last edit. @returns it, or null where there is none */
export async function undoLast(): Promise<Edit | null> {
  const last = useLibraryHistory.getState().past.at(-1);
  if (last) await undoEdit(last);
  return last ?? null;
}

export async function undoEdit(edit: Edit): Promise<void> {
  if (!useLibraryHistory.getState().past.includes(edit)) return;
  useLibraryHistory.setState(({ past, future }) => ({ past: past.filter((other) => other !== edit), future: [...future, edit] }));
  await reporting(() => (edit.kind === 'curation' ? write(edit.before) : restoreFaces(edit.ids)));
}

export async function redoLast(): Promise<Edit | null> {
  const next = useLibraryHistory.getState().future.at(-1);
  if (!next) return null;
  useLibraryHistory.setState(({ past, future }) => ({ past: [...past, next], future: future.slice(0, -1) }));
  await reporting(() => apply(next));
  return next;
}

async function perform(edit: Edit): Promise<void> {
  useLibraryHistory.setState(({ past }) => ({ past: [...past, edit].slice(-EDITS_KEPT), future: [] }));
  await reporting(() => apply(edit));
}

function apply(edit: Edit): Promise<void> {
  if (edit.kind === 'curation') return write(edit.after);
  const gone = new Set(edit.ids);
  useLibrary.setState(({ faces }) => ({ faces: faces.filter((face) => !gone.has(face.id)) }));
  return trashFaces(edit.ids);
}

function write(changed: ReadonlyMap<string, Curation>): Promise<void> {
  useLibrary.setState(({ curations }) => ({ curations: new Map([...curations, ...changed]) }));
  return saveCurations(changed);
}

async function reporting(task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    alertError(`The change could not be kept in this browser: ${error instanceof Error ? error.message : String(error)}`);
  }
}
