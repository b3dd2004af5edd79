import { canonicalJson } from '../../domain/recipe/canonical';
import { previewOf } from '../../domain/recipe/preview';
import type { Recipe } from '../../domain/recipe/recipe';
import { resolveRecipe } from '../../domain/recipe/wildcards';
import { engine } from '../../engine/client';
import { packQuery } from '../../engine/usePack';
import { useCompose } from '../../features/compose/store';
import { clearPreview, showPreview, stopRun, useStage } from '../../features/stage/store';
import { useStrips } from '../../features/strips/store';
import { useTimeline } from '../../features/timeline/store';
import { logEvent } from '../diagnostics/log';
import { usePreferences } from '../shell/preferences';
import { queryClient } from '../shell/queryClient';
import { generate } from './generate';
import { layoutPixels } from './layoutPixels';

/** Settings that did not move for this long are at rest. */
const REST_MS = 300;

interface Wanted {
  readonly runId: number;
  readonly recipe: Recipe;
}

/**
 * The stage follows the settings: with previews while they move and, where the preferences say so, with a face when they
 * have come to rest, which a further move breaks off. Returns the way to stop.
 */
export function startLivePreview(): () => void {
  let newest = '';
  let shown = new AbortController();
  let ownRun: Promise<void> | null = null;
  let held = false;
  let moved = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const follow = () => {
    const wanted = wantedPreview();
    const key = wanted ? `${wanted.runId} ${canonicalJson(wanted.recipe)}` : '';
    if (key === newest) return;
    newest = key;
    if (wanted) void makePreview(wanted, shown.signal, () => key === newest);
    else {
      callOff();
      clearPreview();
    }
  };

  /** Of all previews that were asked for. */
  const callOff = () => {
    shown.abort();
    shown = new AbortController();
  };

  const onMove = () => {
    if (ownRun) stopRun();
    follow();
    moved = true;
    rest();
  };

  const rest = () => {
    clearTimeout(timer);
    if (moved && !held) timer = setTimeout(() => void onRest(), REST_MS);
  };

  const onRest = async () => {
    moved = false;
    // A run that is being broken off shows its preview first.
    await ownRun;
    // Who looks at a step means to fork there, and wants the face it belongs to.
    const { scrub } = useStage.getState();
    if (usePreferences.getState().livePreview !== 'face' || scrub !== null || moved || !wantedPreview()) return;
    ownRun = generate({ keepSeed: true });
    await ownRun;
    ownRun = null;
    if (moved) follow();
  };

  // Who looks at a step, or at another face, must not find it covered by a preview that was asked for before.
  const stopWatching = useStage.subscribe(({ scrub, run }, before) => {
    if ((scrub !== null && scrub !== before.scrub) || run?.id !== before.run?.id) callOff();
  });

  const onPointer = ({ type }: PointerEvent) => {
    held = type === 'pointerdown';
    rest();
  };

  const stopFollowing = useCompose.subscribe(({ draft }, before) => {
    if (before.draft && draft !== before.draft) onMove();
  });
  const stopHeeding = usePreferences.subscribe(({ livePreview }, before) => {
    if (livePreview !== before.livePreview) follow();
  });
  const pointerEvents = ['pointerdown', 'pointerup', 'pointercancel'] as const;
  for (const type of pointerEvents) window.addEventListener(type, onPointer, true);
  return () => {
    stopFollowing();
    stopHeeding();
    stopWatching();
    clearTimeout(timer);
    callOff();
    for (const type of pointerEvents) window.removeEventListener(type, onPointer, true);
  };
}

/** What of the settings on the panel can be previewed on the stage now. */
function wantedPreview(): Wanted | null {
  const { draft } = useCompose.getState();
  const { run } = useStage.getState();
  if (usePreferences.getState().livePreview === 'off' || useStrips.getState().open || useTimeline.getState().open) return null;
  if (!draft || !run || run.status === 'running') return null;
  const student = queryClient.getQueryData(packQuery.queryKey)?.manifest.student ?? null;
  const recipe = previewOf(resolveRecipe(draft), run.recipe, student);
  return recipe && { runId: run.id, recipe };
}

/** @param isNewest whether nothing newer was asked for meanwhile */
async function makePreview({ runId, recipe }: Wanted, signal: AbortSignal, isNewest: () => boolean): Promise<void> {
  try {
    const layout = await layoutPixels(recipe);
    if (!isNewest()) return;
    const pixels = await engine.preview(recipe, layout, signal);
    if (pixels && !signal.aborted) showPreview(runId, { pixels, steps: recipe.steps, byStudent: recipe.sampler === 'student' });
  } catch (error) {
    // Nobody asked for it: the next face says what is wrong.
    logEvent(`no preview: ${String(error)}`);
  }
}
