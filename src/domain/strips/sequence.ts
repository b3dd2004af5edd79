import type { PackStudent } from '../packs/manifest';
import type { Recipe } from '../recipe/recipe';
import { resolveRecipe } from '../recipe/wildcards';
import { frameRecipe, type FrameSampler } from '../timeline/frameRecipe';
import { spreadOver, type SequenceFrame } from '../timeline/frames';
import { FRAMES, type StripPlan } from './plan';

/** Faces of a sequence from its first to its last, as many as a strip has. */
export function planSequenceStrip(frames: readonly SequenceFrame[], draft: Recipe, sampler: FrameSampler, student: PackStudent | null): StripPlan {
  const base = resolveRecipe(draft);
  const shown = spreadOver(frames, FRAMES.max).map(({ time, phase, au }) => ({ label: `${time.toFixed(2)} s ${phase}`, au }));
  return {
    title: `Sequence of ${String(frames.length)} frames`,
    columns: shown.map(({ label }) => label),
    rows: [''],
    cells: shown.map(({ label, au }, column) => ({ row: 0, column, label, recipe: frameRecipe(base, au, sampler, student) })),
  };
}
