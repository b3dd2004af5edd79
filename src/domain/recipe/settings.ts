import { toFivePoint } from '../facs/letters';
import type { AuValue, Recipe } from './recipe';
import { SAMPLER_NAMES } from './samplers';

/** A setting in words. */
export type Setting = readonly [name: string, value: string];

/** The settings that are numbers and choices, in the order in which the studio shows them. */
export function samplingSettings({ seed, variation, sampler, steps, textGuidance, auStrength, semanticGuidance: guide, layout, forks }: Recipe): readonly Setting[] {
  return [
    ['Seed', variation ? `${seed}, ${variation.strength} towards ${variation.seed}` : String(seed)],
    ['Sampler', `${SAMPLER_NAMES[sampler]}, ${steps} steps`],
    ['Text guidance', String(textGuidance)],
    ['AU strength', String(auStrength)],
    ['Semantic', guide.strength === 0 ? 'off' : `${guide.strength}, steps ${percent(guide.start)}–${percent(guide.end)}, ×${guide.iterations}`],
    ['Layout', layout ? `${layoutSource(layout.source)}, change ${layout.strength}` : 'none'],
    ['Fork', forks ? `after step ${forks.map(({ step }) => step).join(', ')}` : 'none'],
  ];
}

/** A setting in which recipes differ, with the value that each of them has. */
export interface DifferingSetting {
  readonly name: string;
  readonly values: readonly string[];
}

/** The settings in which recipes differ, the same ones left out; action units one by one on the 0–5 scale. */
export function differingSettings(recipes: readonly Recipe[]): readonly DifferingSetting[] {
  const units = [...new Set(recipes.flatMap(({ au }) => Object.keys(au)))].sort((a, b) => Number(a.slice(2)) - Number(b.slice(2)));
  const all = recipes.map((recipe): readonly Setting[] => [
    ['Model', recipe.pack],
    ['Expression', recipe.expression ?? 'none'],
    ['Prompt', recipe.prompt || 'none'],
    ['Negative', recipe.negativePrompt || 'none'],
    ...units.map((id): Setting => [id, auText(recipe.au, id)]),
    ...samplingSettings(recipe),
  ]);
  return (all[0] ?? [])
    .map(([name], index) => ({ name, values: all.map((settings) => settings[index]?.[1] ?? '') }))
    .filter(({ values }) => new Set(values).size > 1);
}

/** A recipe that names no unit says nothing about any; one that names some asks for 0 of the others. */
function auText(au: Recipe['au'], id: string): string {
  if (Object.keys(au).length === 0) return 'not said';
  const value: AuValue = au[id] ?? 0;
  if (typeof value === 'number') return scaled(value);
  return value.left === value.right ? scaled(value.left) : `left ${scaled(value.left)}, right ${scaled(value.right)}`;
}

function scaled(intensity: number): string {
  return String(Math.round(toFivePoint(intensity) * 100) / 100);
}

function layoutSource(source: NonNullable<Recipe['layout']>['source']): string {
  switch (source.kind) {
    case 'shipped':
      return `shipped ${source.name}`;
    case 'gallery':
      return `face ${source.id.slice(0, 6)}`;
    case 'picture':
      return `picture ${source.sha256.slice(0, 6)}`;
  }
}

function percent(fraction: number): string {
  return `${Math.round(fraction * 100)} %`;
}
