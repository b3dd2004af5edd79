import { create } from 'zustand';
import type { Curation } from '../domain/curation/curation';
import { inverse, patchBetween, patched } from '../domain/curation/patch';
import type { CurationPatch } from '../domain/curation/patch';
import { announceChange } from '../storage/changes';
import { changeCurations } from '../storage/curation';
import type { ChangedCuration, CurationChange } from '../storage/curation';
import { restoreFaces, trashFaces } from '../storage/trash';
import type { Deletion } from '../storage/trash';
import { alertError, announce } from '../ui/notices';
import { setHolding, useOpenSet } from './openSet';
import { saidOf } from './shown';
import { useLibrary } from './store';

/**
 * One change of the library, as it is undone and done again: what it changed, not what it found. Taken back, it leaves what
 * others have said of the same faces since.
 */
export type Edit =
  | { readonly kind: 'curation'; readonly label: string; readonly patches: ReadonlyMap<string, CurationPatch> }
  | { readonly kind: 'deletion'; readonly label: string; readonly ids: readonly string[] };

/** An edit that was to be taken back or done again, and whether anything was left to do. */
export interface Undoing {
  readonly edit: Edit;
  readonly took: boolean;
}

interface History {
  readonly past: readonly Edit[];
  readonly future: readonly Edit[];
  /** Edits that are shown and on their way into the store: an undo waits for them. */
  readonly underWay: number;
}

const EDITS_KEPT = 200;

/** Curation has its own undo, apart from the recipe's. */
export const useLibraryHistory = create<History>(() => ({ past: [], future: [], underWay: 0 }));

/** Edits, undos and redos happen one after the other: an undo finds every edit that was asked for before it. */
let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const turn = last.then(task);
  last = turn.catch(() => undefined);
  return turn;
}

function edited(task: () => Promise<Edit | null>): Promise<Edit | null> {
  const count = (by: number): void => {
    useLibraryHistory.setState(({ underWay }) => ({ underWay: underWay + by }));
  };
  count(1);
  return inTurn(task).finally(() => {
    count(-1);
  });
}

/** Changes what is said about some faces. Shown at once. @returns the edit, for `undoEdit`; null where nothing changes, or nothing could be kept */
export function curate(ids: readonly string[], label: string, change: (curation: Curation) => Curation): Promise<Edit | null> {
  show(new Map(ids.map((id) => [id, change(saidOf(id))])));
  return edited(async () => {
    const changed = await kept(ids, () => changeWhatIsSaid(ids, change));
    if (!changed) return null;
    show(afterwards(changed));
    const patches = Array.from(changed, ([id, { before, after }]) => [id, patchBetween(before, after)] as const).filter(([, patch]) => patch.length > 0);
    if (patches.length === 0) return null;
    const edit: Edit = { kind: 'curation', label, patches: new Map(patches) };
    remember(edit);
    return edit;
  });
}

/** Takes faces out of the library. @returns the edit, for `undoEdit`; null where there is nothing to undo: they could not be deleted and stay in view, or are deleted for good */
export function removeFaces(ids: readonly string[]): Promise<Edit | null> {
  return edited(async () => {
    const edit: Edit = { kind: 'deletion', label: ids.length === 1 ? 'Face deleted' : `${String(ids.length)} faces deleted`, ids };
    const deletion = await kept(ids, () => remove(ids));
    if (deletion === null) return null;
    if (deletion === 'for good') {
      announce(`${edit.label} for good: this browser's storage is too full to keep them until you might want them back.`);
      return null;
    }
    remember(edit);
    return edit;
  });
}

/** Takes back the last edit; null where there is none. */
export function undoLast(): Promise<Undoing | null> {
  return inTurn(() => takeBack(useLibraryHistory.getState().past.at(-1)));
}

/** Takes back an edit, whatever has been done since; null where it has been taken back already. */
export function undoEdit(edit: Edit): Promise<Undoing | null> {
  return inTurn(() => takeBack(useLibraryHistory.getState().past.find((other) => other === edit)));
}

export function redoLast(): Promise<Undoing | null> {
  return inTurn(async () => {
    const edit = useLibraryHistory.getState().future.at(-1);
    if (!edit) return null;
    const took = await kept(idsOf(edit), () => (edit.kind === 'curation' ? say(edit.patches) : remove(edit.ids).then(() => true)));
    if (took === null) return { edit, took: false };
    useLibraryHistory.setState(({ past, future }) => ({ past: [...past, edit], future: future.filter((other) => other !== edit) }));
    return { edit, took };
  });
}

async function takeBack(edit: Edit | undefined): Promise<Undoing | null> {
  if (!edit) return null;
  const took = await kept(idsOf(edit), () => (edit.kind === 'curation' ? say(inverted(edit.patches)) : restore(edit.ids)));
  // What could not be kept may be tried again.
  if (took === null) return { edit, took: false };
  useLibraryHistory.setState(({ past, future }) => ({ past: past.filter((other) => other !== edit), future: took ? [...future, edit] : future }));
  return { edit, took };
}

function remember(edit: Edit): void {
  useLibraryHistory.setState(({ past }) => ({ past: [...past, edit].slice(-EDITS_KEPT), future: [] }));
}

function idsOf(edit: Edit): readonly string[] {
  return edit.kind === 'curation' ? [...edit.patches.keys()] : edit.ids;
}

function inverted(patches: ReadonlyMap<string, CurationPatch>): ReadonlyMap<string, CurationPatch> {
  return new Map(Array.from(patches, ([id, patch]) => [id, inverse(patch)]));
}

/** @returns whether anything was changed */
async function say(patches: ReadonlyMap<string, CurationPatch>): Promise<boolean> {
  const changed = await changeWhatIsSaid([...patches.keys()], (curation, id) => patched(curation, patches.get(id) ?? []));
  show(afterwards(changed));
  return changed.size > 0;
}

async function remove(ids: readonly string[]): Promise<Deletion> {
  const deletion = await trashFaces(ids);
  const gone = new Set(ids);
  useLibrary.setState(({ faces }) => ({ faces: faces.filter((face) => !gone.has(face.id)) }));
  return deletion;
}

/** @returns whether any could be brought back */
async function restore(ids: readonly string[]): Promise<boolean> {
  return (await restoreFaces(ids)) > 0;
}

function afterwards(changed: ReadonlyMap<string, ChangedCuration>): ReadonlyMap<string, Curation> {
  return new Map(Array.from(changed, ([id, { after }]) => [id, after]));
}

function changeWhatIsSaid(ids: readonly string[], change: CurationChange): Promise<ReadonlyMap<string, ChangedCuration>> {
  const set = setHolding(ids[0] ?? '');
  return set === null ? changeCurations(ids, change) : set.changeVerdicts(ids, change);
}

/** What is shown already, as what was said is once it is kept, makes nobody look at all faces again. */
function show(changed: ReadonlyMap<string, Curation>): void {
  const news = [...changed].filter(([id, curation]) => patchBetween(saidOf(id), curation).length > 0);
  const [first] = news;
  if (first === undefined) return;
  const library = setHolding(first[0]) === null ? useLibrary : useOpenSet;
  library.setState(({ curations }) => {
    const said = new Map(curations);
    for (const [id, curation] of news) said.set(id, curation);
    return { curations: said };
  });
}

/** What a write gives; null where it failed: that is said, and the view is read anew from the store. */
async function kept<T>(ids: readonly string[], write: () => Promise<T>): Promise<T | null> {
  try {
    return await write();
  } catch (error) {
    announceChange({ what: 'faces', ids });
    alertError(`The change could not be kept in this browser, so nothing was changed: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
