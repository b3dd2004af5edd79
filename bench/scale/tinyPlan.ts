import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { planText } from '../../src/domain/plan/planFile';
import type { Plan } from '../../src/domain/plan/planFile';
import { parseRecipeJson } from '../../src/domain/recipe/parse';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const TINY_PACK = fileURLToPath(new URL('../../e2e/fixtures/tiny-pack', import.meta.url));
export const SYNTH = fileURLToPath(new URL('../../workers/node/synth.ts', import.meta.url));

/** A plan of a pack's faces, three expressions a person, written to a file. `student`: by the pack's student, else by 20 steps. */
export async function writePlan(path: string, pack: string, people: number, student: boolean): Promise<Plan> {
  const happy = parseRecipeJson(await readFile(new URL('../../docs/examples/happiness.json', import.meta.url), 'utf8'));
  const semanticGuidance = { ...happy.semanticGuidance, ...(student && { strength: 0 }) };
  const plan: Plan = {
    format: 'synfer-plan',
    version: 1,
    name: 'bench',
    base: { ...happy, pack, semanticGuidance, ...(student && { sampler: 'student', steps: 4, textGuidance: 1 }) },
    seeds: { first: 0, count: people },
    expressions: ['neutral', 'happiness', 'anger'],
    units: 'prototype',
    intensities: [],
    prompts: [],
    textGuidance: [],
    packUnits: ['AU4', 'AU6', 'AU12'],
    splits: { train: 80, validation: 10, test: 10 },
  };
  await writeFile(path, planText(plan));
  return plan;
}
