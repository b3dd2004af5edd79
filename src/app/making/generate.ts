import type { Recipe } from '../../domain/recipe/recipe';
import { resolveRecipe } from '../../domain/recipe/wildcards';
import { engine } from '../../engine/client';
import { isCancelled } from '../../engine/errors';
import { randomSeed } from '../../features/compose/defaults';
import { rememberPrompt } from '../../features/compose/promptHistory';
import { editDraft, useCompose } from '../../features/compose/store';
import { abandonRun, addStep, beginRun, finishRun, restartRun, useStage } from '../../features/stage/store';
import { closeStrips } from '../../features/strips/store';
import { formatConfidence } from '../../ui/format';
import { announce, clearAlerts } from '../../ui/notices';
import type { Face } from '../../domain/face/face';
import type { Pixels } from '../../domain/face/pixels';
import type { StepEvent } from '../../domain/face/step';
import { report } from '../shell/reporting';
import { generateAndRecover } from './deviceLoss';
import { keepFace } from './keepFace';
import { layoutPixels } from './layoutPixels';
import { quarterReached } from './quarters';
import { onceAfterDeviceLoss } from './recovery';

/** Makes the face of the settings on the panel. `keepSeed`: an unlocked seed is not drawn anew this time. */
export async function generate({ keepSeed = false } = {}): Promise<void> {
  const { draft, seedLocked } = useCompose.getState();
  if (!draft || useStage.getState().run?.status === 'running') return;
  // A fork goes on from one face, whose seed it has.
  if (!seedLocked && !keepSeed && !draft.forks) editDraft('seed drawn', { seed: randomSeed() });
  const asked = useCompose.getState().draft ?? draft;
  rememberPrompt(asked.prompt);
  const recipe = resolveRecipe(asked);

  clearAlerts();
  closeStrips();
  const { id, signal } = beginRun(recipe);
  announce(`Making a face in ${recipe.steps} steps.`);
  try {
    const layout = await layoutPixels(recipe);
    const face = await makeFace(id, recipe, layout, signal);
    finishRun(id, face);
    announce(`Done: ${face.label.recognised} recognised, ${formatConfidence(face.label.confidence)}.`);
    await keepFace(face, useStage.getState().run?.steps ?? []);
  } catch (error) {
    abandonRun(id, isCancelled(error) ? 'stopped' : 'failed');
    if (isCancelled(error)) announce('Stopped.');
    else report(error);
  }
}

function makeFace(id: number, recipe: Recipe, layout: Pixels | null, signal: AbortSignal): Promise<Face> {
  let last = 0;
  const onStep = (event: StepEvent) => {
    addStep(id, event);
    const quarter = quarterReached(last, event.step + 1, event.steps);
    last = event.step + 1;
    if (quarter !== null) announce(`${quarter} %`);
  };
  const startOver = () => {
    restartRun(id);
    last = 0;
  };
  return generateAndRecover(() => engine.generate(recipe, { layout, signal, onStep }), signal, onceAfterDeviceLoss(startOver));
}
