import type { Pixels } from '../../domain/face/pixels';
import { canonicalJson } from '../../domain/recipe/canonical';
import type { Recipe } from '../../domain/recipe/recipe';
import { resolveRecipe } from '../../domain/recipe/wildcards';
import { frameRecipe } from '../../domain/timeline/frameRecipe';
import { durationOf, sampleAt, type Timeline } from '../../domain/timeline/timeline';
import { engine } from '../../engine/client';
import { packQuery } from '../../engine/usePack';
import { useCompose } from '../../features/compose/store';
import { isDrawing, useTimeline } from '../../features/timeline/store';
import { logEvent } from '../diagnostics/log';
import { layoutPixels } from '../making/layoutPixels';
import { queryClient } from '../shell/queryClient';

/** Frames that are kept to be shown again, about 100 MB of 256 × 256. */
const KEPT_FRAMES = 400;

/**
 * The stage follows the playhead of the sequence: the frame that it is at is drawn by the student, one at a time and always the newest
 * that is wanted; what was drawn is shown again at once, so that what is played a second time runs. Returns the way to stop.
 */
export function startDrawingFrames(): () => void {
  const kept = new Map<string, Pixels>();
  let calledOff = new AbortController();
  let busy = false;

  const follow = async () => {
    const wanted = wantedFrame();
    if (!wanted) return;
    const key = canonicalJson(wanted);
    const known = kept.get(key);
    if (known) return show(known, true);
    useTimeline.setState(({ drawn }) => (drawn?.current ? { drawn: { ...drawn, current: false } } : {}));
    if (busy) return;
    busy = true;
    try {
      const pixels = await engine.preview(wanted, await layoutPixels(wanted), calledOff.signal);
      if (pixels) {
        keep(key, pixels);
        const now = wantedFrame();
        show(pixels, now !== null && canonicalJson(now) === key);
      }
    } catch (error) {
      // The next frame, or the export, says what is wrong.
      logEvent(`no frame: ${String(error)}`);
      return;
    } finally {
      busy = false;
    }
    // Something else may be wanted by now; where this one was replaced it is asked for again with the next move.
    const next = wantedFrame();
    if (next && canonicalJson(next) !== key) void follow();
  };

  const keep = (key: string, pixels: Pixels) => {
    kept.set(key, pixels);
    const [oldest] = kept.keys();
    if (kept.size > KEPT_FRAMES && oldest !== undefined) kept.delete(oldest);
  };

  const stopWatching = useTimeline.subscribe(({ open, time, timeline, run }, before) => {
    if (open && (time !== before.time || timeline !== before.timeline || !before.open || run?.status !== before.run?.status)) void follow();
    if (!open && before.open) {
      calledOff.abort();
      calledOff = new AbortController();
    }
  });
  const stopHeeding = useCompose.subscribe(({ draft }, before) => {
    if (draft !== before.draft) void follow();
  });
  void follow();
  return () => {
    stopWatching();
    stopHeeding();
    calledOff.abort();
  };
}

function show(pixels: Pixels, current: boolean): void {
  useTimeline.setState({ drawn: { pixels, current } });
}

/** The recipe of the frame that the playhead is at; null where none is looked at. */
function wantedFrame(): Recipe | null {
  const { open, timeline, time } = useTimeline.getState();
  const { draft } = useCompose.getState();
  const pack = queryClient.getQueryData(packQuery.queryKey);
  if (!open || !timeline || !draft || !pack || isDrawing()) return null;
  return frameRecipe(resolveRecipe(draft), sampleAt(timeline, frameTime(timeline, time)), 'student', pack.manifest.student ?? null);
}

/** The moment of the frame that is nearest. */
function frameTime(timeline: Timeline, time: number): number {
  const last = Math.floor(durationOf(timeline) * timeline.frameRate + 1e-6);
  return Math.min(last, Math.round(time * timeline.frameRate)) / timeline.frameRate;
}
