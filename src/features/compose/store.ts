import { create } from 'zustand';
import type { AuIntensities, Recipe } from '../../domain/recipe/recipe';
import { joinSides, scaleAll } from './auEdits';

/** Edits with the same tag in quick succession (a drag, a typed word) are one entry of the history. */
const COALESCE_MS = 900;
const HISTORY_LIMIT = 200;

interface ComposeState {
  /** The recipe on the panel; null until the pack's defaults or a saved draft are there. */
  readonly draft: Recipe | null;
  readonly past: readonly Recipe[];
  readonly future: readonly Recipe[];
  /** An unlocked seed is drawn anew for every face. */
  readonly seedLocked: boolean;
  /** Units shown with a slider for each side although their sides are equal. */
  readonly separated: ReadonlySet<string>;
  /** What the global intensity slider scales, and by how much it is scaled now. */
  readonly scale: { readonly base: AuIntensities; readonly factor: number } | null;
  readonly lastEdit: { readonly tag: string; readonly at: number } | null;
}

export const emptyCompose: ComposeState = {
  draft: null,
  past: [],
  future: [],
  seedLocked: true,
  separated: new Set(),
  scale: null,
  lastEdit: null,
};

export const useCompose = create<ComposeState>(() => emptyCompose);

/** Puts a first recipe on the panel, without a way back to none. */
export function startDraft(recipe: Recipe): void {
  useCompose.setState({ ...emptyCompose, draft: recipe, seedLocked: useCompose.getState().seedLocked });
}

/** A change of some settings. `tag` names what is edited ("prompt", "AU12"). */
export function editDraft(tag: string, change: Partial<Recipe>, now = Date.now()): void {
  putDraft(tag, (draft) => ({ ...draft, ...change }), now);
}

/** Another recipe in place of the whole draft, as a step of its own in the history. */
export function replaceDraft(tag: string, recipe: Recipe): void {
  putDraft(tag, () => recipe, -Infinity);
}

/** Every change of the draft comes through here. */
function putDraft(tag: string, change: (draft: Recipe) => Recipe, now: number): void {
  useCompose.setState((state) => {
    if (!state.draft) return state;
    const goesOn =
      state.lastEdit?.tag === tag &&
      // A scaling is one step however long it is thought over: it always counts from where it began.
      (tag === 'scale' || now - state.lastEdit.at < COALESCE_MS) &&
      state.past.length > 0;
    const draft = change(state.draft);
    return {
      draft,
      past: goesOn ? state.past : [...state.past, state.draft].slice(-HISTORY_LIMIT),
      future: [],
      lastEdit: { tag, at: now },
      scale: tag === 'scale' || draft.au === state.draft.au ? state.scale : null,
    };
  });
}

export function editAu(tag: string, change: (au: AuIntensities) => AuIntensities): void {
  const { draft } = useCompose.getState();
  if (draft) editDraft(tag, { au: change(draft.au) });
}

export function undo(): void {
  useCompose.setState((state) => {
    const previous = state.past.at(-1);
    if (!previous || !state.draft) return state;
    return {
      draft: previous,
      past: state.past.slice(0, -1),
      future: [state.draft, ...state.future],
      lastEdit: null,
      scale: null,
    };
  });
}

export function redo(): void {
  useCompose.setState((state) => {
    const [next, ...future] = state.future;
    if (!next || !state.draft) return state;
    return { draft: next, past: [...state.past, state.draft], future, lastEdit: null, scale: null };
  });
}

/** Scales all units from what they were when the scaling began, so that scaling back loses nothing. */
export function scaleIntensity(factor: number, now = Date.now()): void {
  const { draft, scale } = useCompose.getState();
  if (!draft) return;
  const base = scale?.base ?? draft.au;
  useCompose.setState({ scale: { base, factor } });
  editDraft('scale', { au: scaleAll(base, factor) }, now);
}

/** Shows one slider for each side of the unit, or one for both again. */
export function toggleSeparated(id: string): void {
  const { draft, separated } = useCompose.getState();
  const apart = isSeparated(draft?.au ?? {}, separated, id);
  const next = new Set(separated);
  if (apart) next.delete(id);
  else next.add(id);
  useCompose.setState({ separated: next });
  if (apart && typeof draft?.au[id] === 'object') editAu(`join ${id}`, (au) => joinSides(au, id));
}

export function isSeparated(au: AuIntensities, separated: ReadonlySet<string>, id: string): boolean {
  return separated.has(id) || typeof au[id] === 'object';
}
