import type { PrototypeSource } from '../../domain/facs/literature';
import type { ExpressionClass, PackManifest } from '../../domain/packs/manifest';
import { RECIPE_RANGES } from '../../domain/recipe/limits';
import type { Sampler } from '../../domain/recipe/recipe';
import { studentRecipe } from '../../domain/recipe/student';
import { randomSeed } from './defaults';
import { editDraft, useCompose } from './store';

/** Edits of the recipe that its panel and the commands share. */

export function drawSeed(): void {
  editDraft('seed random', { seed: randomSeed() });
}

export function nextSeed(): void {
  const { draft } = useCompose.getState();
  if (draft) editDraft('seed next', { seed: draft.seed === RECIPE_RANGES.seed.max ? 0 : draft.seed + 1 });
}

/** An unlocked seed is drawn anew for every face. */
export function toggleSeedLock(): void {
  useCompose.setState(({ seedLocked }) => ({ seedLocked: !seedLocked }));
}

/** The student comes with the steps and the text guidance that it was taught; away from it, the pack's defaults come back. */
export function chooseSampler(sampler: Sampler, { student, defaults }: PackManifest): void {
  const { draft } = useCompose.getState();
  if (!draft) return;
  if (sampler === 'student') {
    if (student) editDraft('sampler', studentRecipe(draft, student));
  } else {
    const { steps, textGuidance } = draft.sampler === 'student' ? defaults : draft;
    editDraft('sampler', { sampler, steps, textGuidance });
  }
}

export function clearUnits(): void {
  editDraft('reset action units', { au: {} });
}

export interface Preset {
  readonly expression: ExpressionClass;
  /** Which of the source's ways to show the expression, from 0. */
  readonly variant: number;
}

/** Sets the expression and the action units as a source has them. */
export function applyPreset({ id, prototypes }: PrototypeSource, { expression, variant }: Preset): void {
  editDraft(`preset ${id} ${expression} ${variant}`, { expression, au: { ...prototypes[expression]?.[variant]?.au } });
}
