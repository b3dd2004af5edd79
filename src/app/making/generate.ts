import { resolveRecipe, templateOf } from '../../domain/recipe/wildcards';
import { isCancelled } from '../../engine/errors';
import { randomSeed } from '../../features/compose/defaults';
import { rememberPrompt } from '../../features/compose/promptHistory';
import { editDraft, useCompose } from '../../features/compose/store';
import { abandonRun, addStep, beginRun, finishRun, restartRun, useStage } from '../../features/stage/store';
import { closeStrips } from '../../features/strips/store';
import { closeTimeline } from '../../features/timeline/store';
import { recognisedText } from '../../ui/labelText';
import { announce, clearAlerts } from '../../ui/notices';
import type { StepEvent } from '../../domain/face/step';
import { report } from '../shell/reporting';
import { keepFace } from './keepFace';
import { makeFace } from './makeFace';
import { quarterReached } from './quarters';

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
  closeTimeline();
  const { id, signal } = beginRun(recipe);
  announce(`Making a face in ${recipe.steps} steps.`);
  try {
    const { face: made, steps } = await makeFace(recipe, { priority: 'person', signal, ...following(id) });
    const face = { ...made, ...templateOf(asked) };
    finishRun(id, face);
    announce(`Done: ${recognisedText(face.label)}.`);
    await keepFace(face, steps);
  } catch (error) {
    abandonRun(id, isCancelled(error) ? 'stopped' : 'failed');
    if (isCancelled(error)) announce('Stopped.');
    else report(error);
  }
}

/** Shows a run's steps on the stage as they are made. */
function following(id: number): { readonly onBegin: () => void; readonly onStep: (step: StepEvent) => void } {
  let last = 0;
  return {
    onBegin: () => {
      restartRun(id);
      last = 0;
    },
    onStep: (event) => {
      addStep(id, event);
      const quarter = quarterReached(last, event.step + 1, event.steps);
      last = event.step + 1;
      if (quarter !== null) announce(`${quarter} %`);
    },
  };
}
