import { recipeId } from '../../domain/recipe/canonical';
import { drawLatent } from '../../features/stage/stepPicture';
import { faceInSight, unfinishedInSight, useStage } from '../../features/stage/store';
import type { Pixels } from '../../domain/face/pixels';
import type { PastStep } from '../../domain/face/step';
import { announce } from '../../ui/notices';
import { saveFile } from '../../ui/saveFile';
import { reporting } from '../shell/reporting';

/** Saves the face that is to be seen, or the step of a run that was stopped: its file says, inside and by its name, that it is no face. */
export async function downloadPicture(): Promise<void> {
  const stage = useStage.getState();
  const face = faceInSight(stage);
  const step = unfinishedInSight(stage);
  await reporting(async () => {
    const { facePng, unfinishedPng } = await import('./pngFiles');
    if (face) {
      savePng(`synfer-${face.recipe.expression ?? face.label.recognised ?? 'face'}-${face.id}.png`, await facePng(face));
    } else if (step && stage.run) {
      const { recipe } = stage.run;
      const done = step.step + 1;
      const name = `synfer-unfinished-step-${done}-of-${step.steps}-${await recipeId(recipe)}.png`;
      savePng(name, await unfinishedPng(await fullPicture(step), { recipe, step: done, steps: step.steps }));
      announce(`Step ${done} of ${step.steps} saved as ${name}.`);
    }
  });
}

function savePng(name: string, png: Uint8Array<ArrayBuffer>): void {
  saveFile(name, new Blob([png], { type: 'image/png' }));
}

/** What the decoder makes of a step; a step kept by an earlier version has that picture. */
function fullPicture({ latent, preview }: PastStep): Promise<Pixels> {
  return latent ? drawLatent(latent, 'full') : Promise.resolve(preview);
}
