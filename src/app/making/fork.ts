import { forkRecipe } from '../../domain/recipe/forks';
import { resolveRecipe } from '../../domain/recipe/wildcards';
import { replaceDraft, useCompose } from '../../features/compose/store';
import { stepsDone, whyNoFork } from '../../features/stage/fork';
import { useStage } from '../../features/stage/store';
import { generate } from './generate';

/** Why the face on the stage cannot be forked at the step looked at; null where it can. */
export function forkHindrance(): string | null {
  const { run, scrub } = useStage.getState();
  const { draft } = useCompose.getState();
  if (!run || !draft) return 'There is no face of yours on the stage.';
  return whyNoFork(run, scrub ?? run.steps.length - 1, draft.pack);
}

/** Goes on from the step looked at with what steers by now: the panel takes the fork on, and the rest from the face. */
export async function forkHere(): Promise<void> {
  const { run, scrub } = useStage.getState();
  const { draft } = useCompose.getState();
  if (!run || !draft || forkHindrance() !== null) return;
  const step = stepsDone(run, scrub ?? run.steps.length - 1);
  replaceDraft('fork', forkRecipe(run.recipe, resolveRecipe({ ...draft, seed: run.recipe.seed }), step));
  await generate();
}
