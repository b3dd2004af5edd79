import { create } from 'zustand';
import { DomainError } from '../../domain/errors';
import type { AutoAccept } from '../../domain/batch/acceptance';
import { readNumbers } from '../../domain/batch/numberList';
import { countFaces, seedsFrom, type BatchPlan } from '../../domain/batch/plan';
import { EXPRESSION_CLASSES, type ExpressionClass } from '../../domain/packs/manifest';
import { PROMPT_MAX_CHARACTERS, type Recipe } from '../../domain/recipe/recipe';

/** The plan as it is typed. */
export interface BatchForm {
  readonly name: string;
  readonly expressions: readonly ExpressionClass[];
  readonly units: BatchPlan['units'];
  readonly intensities: string;
  readonly seeds: 'count' | 'list';
  readonly seedCount: number;
  readonly seedList: string;
  /** One a line. */
  readonly prompts: string;
  readonly textGuidance: string;
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
  readonly field: 'intensities' | 'seedList' | 'prompts' | 'textGuidance' | 'plan';
  readonly message: string;
}

/** The plan that the form asks for, and what is wrong with it. */
export function readForm(form: BatchForm, base: Recipe, packUnits: readonly string[]): ReadForm {
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
  if (prompts.some((prompt) => prompt.length > PROMPT_MAX_CHARACTERS)) {
    problems.push({ field: 'prompts', message: `A prompt has ${PROMPT_MAX_CHARACTERS.toLocaleString('en')} characters at most.` });
  }
  const seeds =
    form.seeds === 'count'
      ? seedsFrom(base.seed, form.seedCount)
      : numbers('seedList', form.seedList, (seed) => !Number.isInteger(seed) || seed >= 2 ** 32, 'A seed is a whole number up to 4294967295.');
  if (form.seeds === 'list' && form.seedList.trim() === '') problems.push({ field: 'seedList', message: 'Name a seed, or let seeds be counted.' });
  const plan: BatchPlan = {
    base,
    expressions: [...form.expressions],
    units: form.units,
    intensities: numbers('intensities', form.intensities, (factor) => factor > 5, 'An intensity is a factor of 5 at most; 1 leaves the units as they are.'),
    seeds,
    prompts,
    textGuidance: numbers('textGuidance', form.textGuidance, (scale) => scale < 1 || scale > 20, 'Text guidance goes from 1 to 20.'),
    packUnits: [...packUnits],
  };
  if (problems.length > 0) return { plan, faces: 0, problems };
  try {
    return { plan, faces: countFaces(plan), problems };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { plan, faces: 0, problems: [{ field: 'plan', message: error.message }] };
  }
}
