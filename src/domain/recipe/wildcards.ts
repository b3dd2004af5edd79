import type { Recipe, Steering } from './recipe';

/** A prompt with choices in it, "a {young|old} man": text and choices in turn. */
type Part = string | readonly Sequence[];
type Sequence = readonly Part[];

/**
 * How many prompts the choices make, each way of choosing counted once. A prompt without choices makes 1.
 * It may be more than a number holds exactly; beyond that it is right to the order of magnitude.
 */
export function countVariants(prompt: string): number {
  return count(read(prompt));
}

/**
 * The prompt with a choice made at every `{a|b}`, the same one for the same seed. Choices may hold choices; a brace
 * without its partner stands for itself.
 */
export function resolveWildcards(prompt: string, seed: number): string {
  if (!hasWildcards(prompt)) return prompt;
  return choose(read(prompt), chooser(seed)).replace(/ {2,}/g, ' ').trim();
}

/** The recipe that makes the face: its seed has chosen. A recipe without choices is handed back as it is. */
export function resolveRecipe(recipe: Recipe): Recipe {
  const { seed, forks } = recipe;
  const settings = [recipe, ...(forks ?? []).map(({ before }) => before)];
  if (!settings.some(({ prompt, negativePrompt }) => hasWildcards(prompt) || hasWildcards(negativePrompt))) return recipe;
  return { ...withChoices(recipe, seed), ...(forks && { forks: forks.map(({ step, before }) => ({ step, before: withChoices(before, seed) })) }) };
}

/** What a recipe's prompts are chosen from, to be kept beside what is chosen; nothing where there is no choice in them. */
export function templateOf({ prompt, negativePrompt }: Recipe): { readonly template?: Pick<Recipe, 'prompt' | 'negativePrompt'> } {
  return hasWildcards(prompt) || hasWildcards(negativePrompt) ? { template: { prompt, negativePrompt } } : {};
}

function withChoices<T extends Steering>(settings: T, seed: number): T {
  return { ...settings, prompt: resolveWildcards(settings.prompt, seed), negativePrompt: resolveWildcards(settings.negativePrompt, seed) };
}

/** How many braces of the prompt have no partner: each stands for itself, and what it was to open or close is no choice. */
export function unpairedBraces(prompt: string): number {
  let [open, stray] = [0, 0];
  for (const character of prompt) {
    if (character === '{') open += 1;
    else if (character === '}' && open > 0) open -= 1;
    else if (character === '}') stray += 1;
  }
  return open + stray;
}

export function hasWildcards(prompt: string): boolean {
  return read(prompt).some((part) => typeof part !== 'string');
}

function count(sequence: Sequence): number {
  return sequence.reduce(
    (product, part) => product * (typeof part === 'string' ? 1 : part.reduce((sum, option) => sum + count(option), 0)),
    1,
  );
}

function choose(sequence: Sequence, pick: (options: number) => number): string {
  return sequence.map((part) => (typeof part === 'string' ? part : choose(part[pick(part.length)] ?? [], pick))).join('');
}

/** Reads from left to right with a stack of open braces, so that no depth of nesting exhausts the call stack. */
function read(prompt: string): Sequence {
  interface Open {
    readonly options: Part[][];
  }
  const stack: Open[] = [{ options: [[]] }];
  const append = (part: Part) => stack.at(-1)?.options.at(-1)?.push(part);
  for (const token of prompt.split(/([{}|])/)) {
    const inside = stack.length > 1;
    if (token === '{' && stack.length <= MAX_DEPTH) stack.push({ options: [[]] });
    else if (token === '|' && inside) stack.at(-1)?.options.push([]);
    else if (token === '}' && inside) append(stack.pop()?.options ?? []);
    else if (token !== '') append(token);
  }
  // What was never closed is text after all.
  while (stack.length > 1) {
    const { options } = stack.pop() ?? { options: [] };
    append('{');
    options.forEach((option, index) => {
      if (index > 0) append('|');
      option.forEach(append);
    });
  }
  return stack[0]?.options[0] ?? [];
}

/** Deeper braces are text. */
const MAX_DEPTH = 8;

/** Numbers below `options`, evenly spread, from a 32-bit seed (a Weyl sequence, mixed by MurmurHash3's finaliser). */
function chooser(seed: number): (options: number) => number {
  let state = seed >>> 0;
  return (options) => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed = (mixed ^ (mixed >>> 16)) >>> 0;
    return Math.floor((mixed / 2 ** 32) * options);
  };
}
