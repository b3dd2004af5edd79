import { create } from 'zustand';
import { DomainError } from '../../domain/errors';
import type { AutoAccept } from '../../domain/batch/acceptance';
import { readNumbers } from '../../domain/batch/numberList';
import { longestLooks, type SampledLook } from '../../domain/batch/looks';
import { turnableParts, type SampledDirections } from '../../domain/batch/directions';
import { countFaces, ledByWords, seedsFrom, type BatchPlan, type UnitSource } from '../../domain/batch/plan';
import { EXPRESSION_CLASSES, type ExpressionClass, type PackManifest } from '../../domain/packs/manifest';
import { attributeGroups } from '../../domain/recipe/attributes';
import { FIVE_POINT, INTENSITY_FACTOR, PROMPT_MAX_CHARACTERS, RECIPE_RANGES, within } from '../../domain/recipe/limits';
import type { Recipe } from '../../domain/recipe/recipe';

/** The plan as it is typed. */
export interface BatchForm {
  readonly name: string;
  readonly expressions: readonly ExpressionClass[];
  readonly units: UnitSource;
  readonly intensities: string;
  readonly seeds: 'count' | 'list';
  readonly seedCount: number;
  readonly seedList: string;
  /** One a line. */
  readonly prompts: string;
  readonly textGuidance: string;
  /** Of which groups each seed draws a look, and of each which phrases; never an empty list. */
  readonly looks: Readonly<Record<string, readonly string[]>>;
  /** How far each seed turns them, 0–5 as on the sliders; 0 leaves them alone. */
  readonly turns: SampledDirections;
  readonly accepting: boolean;
  readonly accept: AutoAccept;
  readonly balanced: boolean;
  readonly perClass: number;
}

export const EMPTY_FORM: BatchForm = {
  name: '',
  expressions: EXPRESSION_CLASSES,
  units: 'prototype',
  intensities: '',
  seeds: 'count',
  seedCount: 5,
  seedList: '',
  prompts: '',
  textGuidance: '',
  looks: {},
  turns: { head: 0, gaze: 0 },
  accepting: false,
  accept: { least: 0.8, agreedOnly: true },
  balanced: false,
  perClass: 10,
};

/** What was typed survives a change of view. */
export const useBatchForm = create<BatchForm>(() => EMPTY_FORM);

export function editForm(change: Partial<BatchForm>): void {
  useBatchForm.setState(change);
}

export interface ReadForm {
  readonly plan: BatchPlan;
  readonly faces: number;
  /** What keeps the plan from being made, each a sentence, with the field it is about. */
  readonly problems: readonly Problem[];
}

export interface Problem {
  readonly field: 'intensities' | 'seedList' | 'prompts' | 'textGuidance' | 'turns' | 'plan';
  readonly message: string;
}

/** The looks that the form asks for, as far as the pack knows them. */
export function readLooks({ looks }: Pick<BatchForm, 'looks'>, words: PackManifest['words']): SampledLook[] {
  return attributeGroups(words).flatMap(({ name, exclusive, phrases }) => {
    const drawn = phrases.filter((phrase) => looks[name]?.includes(phrase));
    return drawn.length === 0 ? [] : [{ name, exclusive, phrases: [...phrases], drawn }];
  });
}

/** The turns that the form asks for, as far as the pack has the units; null where nothing turns. */
export function readTurns({ turns }: Pick<BatchForm, 'turns'>, packUnits: readonly string[]): SampledDirections | null {
  const turnable = turnableParts(packUnits);
  const reach = (part: keyof SampledDirections) => (turnable.includes(part) ? turns[part] / FIVE_POINT.max : 0);
  const [head, gaze] = [reach('head'), reach('gaze')];
  return head > 0 || gaze > 0 ? { head, gaze } : null;
}

/** The plan that the form asks for, and what is wrong with it. */
export function readForm(form: BatchForm, base: Recipe, pack: Pick<PackManifest, 'actionUnits' | 'words'>): ReadForm {
  const problems: Problem[] = [];
  const numbers = (field: Problem['field'], text: string, wrong: (value: number) => boolean, message: string): number[] => {
    try {
      const values = readNumbers(text);
      if (!values.some(wrong)) return values;
      problems.push({ field, message });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      problems.push({ field, message: error.message });
    }
    return [];
  };
  const prompts = form.prompts
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const looks = readLooks(form, pack.words);
  const most = PROMPT_MAX_CHARACTERS - longestLooks(looks);
  if ((prompts.length > 0 ? prompts : [base.prompt]).some((prompt) => prompt.length > most)) {
    const beside = looks.length > 0 ? ' beside the looks' : '';
    problems.push({ field: 'prompts', message: `A prompt has ${most.toLocaleString('en')} characters at most${beside}.` });
  }
  const seeds =
    form.seeds === 'count'
      ? seedsFrom(base.seed, form.seedCount)
      : numbers('seedList', form.seedList, (seed) => !Number.isInteger(seed) || !within(seed, RECIPE_RANGES.seed), `A seed is a whole number up to ${RECIPE_RANGES.seed.max}.`);
  if (form.seeds === 'list' && form.seedList.trim() === '') problems.push({ field: 'seedList', message: 'Name a seed, or let seeds be counted.' });
  const packUnits = pack.actionUnits.map(({ id }) => id);
  const directions = readTurns(form, packUnits);
  const plan: BatchPlan = {
    base,
    expressions: [...form.expressions],
    units: form.units,
    intensities: numbers('intensities', form.intensities, (factor) => !within(factor, INTENSITY_FACTOR), `An intensity is a factor of ${INTENSITY_FACTOR.max} at most; 1 leaves the units as they are.`),
    seeds,
    prompts,
    textGuidance: numbers('textGuidance', form.textGuidance, (scale) => !within(scale, RECIPE_RANGES.textGuidance), `Text guidance goes from ${RECIPE_RANGES.textGuidance.min} to ${RECIPE_RANGES.textGuidance.max}.`),
    packUnits,
    ...(looks.length > 0 && { looks }),
    ...(directions && { directions }),
  };
  if (directions && ledByWords(plan, pack.words)) {
    problems.push({
      field: 'turns',
      message:
        'Heads and eyes turn by action units, and these would hold a face at rest whose expression only words ask for. Take the units typical of each expression, or name some in the studio.',
    });
  }
  if (problems.length > 0) return { plan, faces: 0, problems };
  try {
    return { plan, faces: countFaces(plan), problems };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { plan, faces: 0, problems: [{ field: 'plan', message: error.message }] };
  }
}
