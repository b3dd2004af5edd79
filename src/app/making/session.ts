import { encodePng } from '../../domain/png/encode';
import { recipeChunks } from '../../domain/png/recipeChunk';
import { unfinishedChunks } from '../../domain/png/unfinished';
import type { PackManifest } from '../../domain/packs/manifest';
import { recipeId } from '../../domain/recipe/canonical';
import { forkRecipe } from '../../domain/recipe/forks';
import type { Recipe } from '../../domain/recipe/recipe';
import { resolveRecipe } from '../../domain/recipe/wildcards';
import { engine } from '../../engine/client';
import { isCancelled } from '../../engine/errors';
import { packUrl } from '../../engine/packSource';
import { adaptToPack, randomSeed } from '../../features/compose/defaults';
import { DEFAULT_LAYOUT_STRENGTH, addLayoutPicture, useLayoutPictures } from '../../features/compose/layoutPictures';
import { rememberPrompt } from '../../features/compose/promptHistory';
import { editDraft, replaceDraft, useCompose } from '../../features/compose/store';
import { recentFacesQuery } from '../../features/gallery/useRecentFaces';
import { readPicture } from '../../features/import/readPicture';
import { EXAMPLE_LAYOUT, exampleQuery } from '../../features/stage/example';
import { stepsDone, whyNoFork } from '../../features/stage/fork';
import { abandonRun, addStep, beginRun, clearFace, faceInSight, finishRun, restartRun, showFace, unfinishedInSight, useStage } from '../../features/stage/store';
import { closeStrips } from '../../features/strips/store';
import { toggleArchived } from '../../library/changes';
import { removeFaces, undoEdit } from '../../library/edits';
import { loadFace, saveFace } from '../../storage/faces';
import { alertError, announce, clearAlerts, offerUndo } from '../../ui/notices';
import { saveFile } from '../../ui/saveFile';
import { formatConfidence } from '../../ui/format';
import type { Face, Pixels, StepEvent } from '../../../workers/synthesis/protocol';
import { generateAndRecover } from './deviceLoss';
import { logEvent } from '../diagnostics/log';
import { queryClient } from '../shell/queryClient';
import { quarterReached } from './quarters';
import { onceAfterDeviceLoss } from './recovery';
import { goTo } from '../shell/view';

/** The studio's use cases: what happens between the features when something is asked of the studio. */

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
    await keep(face, useStage.getState().run?.steps ?? []);
  } catch (error) {
    abandonRun(id, isCancelled(error) ? 'stopped' : 'failed');
    if (isCancelled(error)) announce('Stopped.');
    else report(error);
  }
}

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

/** The picture that the recipe's layout names. */
export async function layoutPixels({ layout }: Recipe): Promise<Pixels | null> {
  switch (layout?.source.kind) {
    case 'gallery':
      return (await loadFace(layout.source.id))?.face.pixels ?? null;
    case 'picture':
      return useLayoutPictures.getState().pictures.get(layout.source.sha256)?.pixels ?? null;
    case 'shipped':
      return layout.source.name === EXAMPLE_LAYOUT ? ((await queryClient.fetchQuery(exampleQuery(packUrl)))?.face.pixels ?? null) : null;
    case undefined:
      return null;
  }
}

/** Keeps a face with its steps. A full disk loses the keeping, not the face. */
export async function keep(face: Face, steps: readonly StepEvent[]): Promise<void> {
  try {
    await saveFace(face, steps);
    await queryClient.invalidateQueries(recentFacesQuery);
  } catch (error) {
    logEvent(`face not kept: ${String(error)}`);
    alertError('The face could not be kept in this browser: its storage is full or closed to this page. Download it as PNG to keep it.');
  }
}

export async function showKeptFace(id: string): Promise<void> {
  if (useStage.getState().run?.status === 'running') return;
  await reporting(async () => {
    const saved = await loadFace(id);
    if (!saved) return;
    showFace(saved.face, saved.trajectory?.steps ?? []);
    closeStrips();
  });
}

/** Shows a face of another view on the stage. While a run goes on the stage is the run's. */
export async function openOnStage(id: string): Promise<void> {
  if (useStage.getState().run?.status === 'running') {
    announce('The stage shows a run. Stop it or wait for it to open a face.');
    return;
  }
  await showKeptFace(id);
  goTo('studio');
}

export async function deleteKeptFaces(ids: readonly string[]): Promise<void> {
  const edit = await removeFaces(ids);
  ids.forEach(clearFace);
  offerUndo(`${edit.label}.`, () => void undoEdit(edit));
}

/** Archives faces, or brings them back where all of them are archived. */
export async function archiveKeptFaces(ids: readonly string[]): Promise<void> {
  const edit = await toggleArchived(ids);
  if (edit) offerUndo(`${edit.label}.`, () => void undoEdit(edit));
}

/** Puts a recipe on the panel; Ctrl+Z brings the former one back. */
export function openRecipe(recipe: Recipe, manifest: PackManifest): void {
  const adapted = adaptToPack(recipe, manifest);
  replaceDraft('open recipe', adapted);
  const lost = Object.keys(recipe.au).filter((id) => !(id in adapted.au));
  if (lost.length > 0) {
    alertError(`This model does not have ${lost.join(', ')}; the recipe was opened without ${lost.length === 1 ? 'it' : 'them'}.`);
  }
}

export async function openLayoutFile(file: File): Promise<void> {
  await reporting(async () => {
    const { sha256, pixels } = await readPicture(file);
    addLayoutPicture(sha256, { name: file.name, pixels });
    const strength = useCompose.getState().draft?.layout?.strength ?? DEFAULT_LAYOUT_STRENGTH;
    editDraft('layout', { layout: { source: { kind: 'picture', sha256 }, strength } });
  });
}

/** Saves the face that is to be seen, or the step of a run that was stopped: its file says, inside and by its name, that it is no face. */
export async function downloadPicture(): Promise<void> {
  const stage = useStage.getState();
  const face = faceInSight(stage);
  const step = unfinishedInSight(stage);
  await reporting(async () => {
    if (face) {
      savePng(`synfer-${face.recipe.expression ?? face.label.recognised}-${face.id}.png`, await encodePng(face.pixels, recipeChunks(face.recipe)));
    } else if (step && stage.run) {
      const { recipe } = stage.run;
      const done = step.step + 1;
      const name = `synfer-unfinished-step-${done}-of-${step.steps}-${await recipeId(recipe)}.png`;
      savePng(name, await encodePng(step.preview, unfinishedChunks({ recipe, step: done, steps: step.steps })));
      announce(`Step ${done} of ${step.steps} saved as ${name}.`);
    }
  });
}

function savePng(name: string, png: Uint8Array<ArrayBuffer>): void {
  saveFile(name, new Blob([png], { type: 'image/png' }));
}

/** Runs a task; what it throws is shown and logged. */
export async function reporting(task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    report(error);
  }
}

export function report(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  logEvent(`error: ${message}`);
  alertError(message);
}
