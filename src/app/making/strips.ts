import { planStrip, stripProblem } from '../../domain/strips/plan';
import type { StripCell, StripPlan } from '../../domain/strips/plan';
import { isCancelled } from '../../engine/errors';
import { useCompose } from '../../features/compose/store';
import { showFace, useStage } from '../../features/stage/store';
import { addFace, beginStrip, closeStrips, endStrip, isRunning, showStep, useStrips } from '../../features/strips/store';
import { loadFace } from '../../storage/faces';
import { announce, clearAlerts } from '../../ui/notices';
import { saveFile } from '../../ui/saveFile';
import type { Face } from '../../domain/face/face';
import { manifestAtHand } from '../packs/manifestAtHand';
import { report, reporting } from '../shell/reporting';
import { keepFace } from './keepFace';
import { makeFace } from './makeFace';

/**
 * Why the strip that is asked for cannot be made now, in sentences; null where it can.
 * @param reasons why no face can be made now
 */
export function whyNoStrip(reasons: readonly string[]): string | null {
  const { draft } = useCompose.getState();
  if (!draft || !manifestAtHand()) return "The model's description is not here yet.";
  const problem = stripProblem(useStrips.getState().request, draft);
  const why = [...(problem === null ? [] : [problem]), ...reasons];
  if (useStage.getState().run?.status === 'running') why.push('A face is being made; stop it or wait for it.');
  return why.length > 0 ? why.join(' ') : null;
}

/** Makes the faces of the strip that is asked for, one after the other. Each is kept like any other. */
export async function makeStrip(): Promise<void> {
  const { draft } = useCompose.getState();
  const manifest = manifestAtHand();
  if (!draft || !manifest || isRunning() || useStage.getState().run?.status === 'running') return;
  await runStrip(planStrip(useStrips.getState().request, draft, new Set(manifest.actionUnits.map(({ id }) => id))));
}

/** Makes the faces of a plan, one after the other. */
export async function runStrip(plan: StripPlan): Promise<void> {
  clearAlerts();
  const signal = beginStrip(plan);
  announce(`Making ${plan.cells.length} faces: ${plan.title}.`);
  try {
    for (const cell of plan.cells) await makeCell(cell, signal);
    endStrip('done');
    announce(`Done: ${plan.title}, ${plan.cells.length} faces.`);
  } catch (error) {
    endStrip(isCancelled(error) ? 'stopped' : 'failed');
    if (isCancelled(error)) announce('Stopped.');
    else report(error);
  }
}

async function makeCell({ recipe }: StripCell, signal: AbortSignal): Promise<void> {
  const { face, steps } = await makeFace(recipe, { priority: 'person', signal, onStep: showStep });
  addFace(face);
  await keepFace(face, steps);
}

/** Shows a face of the strip on the stage, with its steps where they are kept; from memory where it is not. */
export async function openCell(face: Face): Promise<void> {
  if (useStage.getState().run?.status === 'running') return;
  await reporting(async () => {
    const saved = await loadFace(face.id);
    showFace(face, saved?.trajectory?.steps ?? []);
    closeStrips();
  });
}

export async function downloadStrip(): Promise<void> {
  const { run } = useStrips.getState();
  if (!run || run.faces.length === 0) return;
  await reporting(async () => {
    const { gridPng } = await import('../../features/strips/gridPng');
    const name = run.plan.title.toLowerCase().replaceAll(' ', '-');
    saveFile(`synfer-${name}.png`, new Blob([await gridPng(run.plan, run.faces)], { type: 'image/png' }));
  });
}
