import { neutralToApex, putKey, setKey } from '../../domain/timeline/timeline';
import { editDraft, useCompose } from '../../features/compose/store';
import { editTimeline, openTimeline, reopenTimeline, selectKey, useTimeline } from '../../features/timeline/store';
import { closeStrips } from '../../features/strips/store';

/** Opens the timeline that was there last or, the first time, one from neutral to what the sliders say and back, with that key under them. */
export function openSequence(): void {
  const { draft } = useCompose.getState();
  if (!draft) return;
  closeStrips();
  if (useTimeline.getState().timeline) return reopenTimeline();
  const timeline = neutralToApex(draft.au);
  openTimeline(timeline);
  selectKey(timeline.keys[1]?.id ?? null);
}

/** Puts a key's face under the sliders, which are the key from now on. */
export function takeKey(id: number | null): void {
  const { timeline } = useTimeline.getState();
  const key = timeline?.keys.find((each) => each.id === id);
  // Before the sliders move: what they say then is no longer the key that was chosen before.
  selectKey(key ? key.id : null);
  if (key) editDraft(`key ${String(key.id)}`, { au: key.au }, -Infinity);
}

/** A key of what the sliders say, at the playhead. */
export function addKey(): void {
  const { timeline, time } = useTimeline.getState();
  const { draft } = useCompose.getState();
  if (!timeline || !draft) return;
  const put = putKey(timeline, time, draft.au);
  editTimeline('add key', () => put.timeline, -Infinity);
  selectKey(put.id);
}

/** While a key is chosen it is what the sliders say. Returns the way to stop. */
export function startFollowingSliders(): () => void {
  return useCompose.subscribe(({ draft }, before) => {
    const { open, selected } = useTimeline.getState();
    if (!open || selected === null || !draft || draft.au === before.draft?.au) return;
    editTimeline(`key ${String(selected)}`, (timeline) => setKey(timeline, selected, { au: draft.au }));
  });
}
