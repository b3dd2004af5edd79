import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { plannedFaces } from '../../src/domain/plan/combinations';
import type { Recipe } from '../../src/domain/recipe/recipe';
import { openMaker } from '../../workers/node/faces/openMaker';
import { SYNTH, writePlan } from './tinyPlan';

export const PACK = fileURLToPath(new URL('../../public/packs/synfer-faces-256', import.meta.url));

/** So many recipes for the shipped pack, of the student or of the teacher. @param work a folder for the plan */
export async function recipesOf(work: string, student: boolean, count: number): Promise<Recipe[]> {
  const plan = await writePlan(join(work, 'plan.json'), 'synfer-faces-256', Math.ceil(count / 3), student);
  return [...plannedFaces(plan)].map(({ recipe }) => recipe).slice(0, count);
}

export interface Makers {
  readonly workers: number;
  /** Of each worker. */
  readonly threads: number;
}

/** Faces a second, labels included; the first ones, while every process loads its graphs, are not timed. */
export async function facesPerSecond(work: string, student: boolean, faces: number, { workers, threads }: Makers): Promise<number> {
  const untimed = 2 * workers;
  // The pool forks this program's entry.
  process.argv[1] = SYNTH;
  const maker = await openMaker(workers, { pack: PACK, provider: 'cpu', threads, batch: 1, layout: null, scale: 1 });
  let [made, begun] = [0, NaN];
  for await (const outcome of maker.make(await recipesOf(work, student, faces + untimed), () => false)) {
    if (outcome.kind === 'failed') throw new Error(outcome.reason);
    made += 1;
    if (made === untimed) begun = performance.now();
  }
  maker.close();
  return ((made - untimed) / (performance.now() - begun)) * 1000;
}
