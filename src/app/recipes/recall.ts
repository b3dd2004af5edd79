import { canonicalJson } from '../../domain/recipe/canonical';
import { RECIPE_PARTS, takeOver, type RecipePart } from '../../domain/recipe/takeOver';
import { editDraft, useCompose } from '../../features/compose/store';
import { useStage, whyNoFaceShown } from '../../features/stage/store';
import { announce } from '../../ui/notices';
import { manifestAtHand } from '../packs/manifestAtHand';
import { openRecipe } from './openRecipe';

/** What the panel takes over from the face on the stage: a kept face, or the pack's example. */

/** Why nothing can be taken over now; null where something can. */
export function recallHindrance(): string | null {
  return whyNoFaceShown() ?? (useCompose.getState().draft && manifestAtHand() ? null : "The model's description is not here yet.");
}

/** Puts a part of the shown face's recipe on the panel, as one step of its history. A seed that is asked for is to stay, and is locked. */
export function recall(part: RecipePart): void {
  const { draft, seedLocked } = useCompose.getState();
  const { run } = useStage.getState();
  const manifest = manifestAtHand();
  if (!draft || !run?.face || !manifest) return;
  // Another seed chooses anew.
  const recipe = { ...takeOver(part, run.face.recipe, draft), ...(part === 'remix' ? run.face.template : undefined) };
  const locks = !seedLocked && (part === 'everything' || part === 'person' || part === 'seed');
  if (locks) useCompose.setState({ seedLocked: true });
  const changed = canonicalJson(recipe) !== canonicalJson(draft);
  if (changed) openRecipe(recipe, manifest);
  announce(`${recalled(part, run.face.id, run.example, changed)}${locks ? ' The seed is locked.' : ''}`);
}

/** Why the face on the stage has no prompt with choices in it; null where it has. */
export function templateHindrance(): string | null {
  return recallHindrance() ?? (useStage.getState().run?.face?.template ? null : 'Nothing was left to choose in the prompt of this face, or it is not known what.');
}

/** Puts the prompts on the panel from which the seed chose those of the face. */
export function recallTemplate(): void {
  const template = useStage.getState().run?.face?.template;
  if (!template) return;
  editDraft('use template', { ...template }, -Infinity);
  announce('The prompt with its choices is on the panel: each seed makes its own.');
}

function recalled(part: RecipePart, id: string, example: boolean, changed: boolean): string {
  const name = RECIPE_PARTS.find((candidate) => candidate.id === part)?.name ?? '';
  const face = example ? 'the example' : `face ${id.slice(0, 6)}`;
  return changed ? `${name} taken over from ${face}.` : `${name}: as in ${face} already.`;
}
