import type { Recipe } from './recipe';

/** What of a face's recipe can be taken over by itself, from the most to the least. */
export const RECIPE_PARTS = [
  { id: 'everything', name: 'Everything' },
  { id: 'remix', name: 'Everything but the seed' },
  { id: 'person', name: 'Person' },
  { id: 'prompt', name: 'Prompt' },
  { id: 'seed', name: 'Seed' },
  { id: 'units', name: 'Action units' },
  { id: 'sampling', name: 'Sampling settings' },
] as const;

export type RecipePart = (typeof RECIPE_PARTS)[number]['id'];

/**
 * The recipe `to` with a part of `from` in it. A prompt goes with its negative, a seed with its variation; a person is both with the
 * layout, which leaves what the face does. A fork goes on from one face, so that another noise or another schedule leaves it.
 */
export function takeOver(part: RecipePart, from: Recipe, to: Recipe): Recipe {
  switch (part) {
    case 'everything':
      return from;
    case 'remix':
      return { ...from, seed: to.seed, variation: to.variation, forks: undefined };
    case 'person':
      return { ...takeOver('seed', from, takeOver('prompt', from, to)), layout: from.layout };
    case 'prompt':
      return { ...to, prompt: from.prompt, negativePrompt: from.negativePrompt };
    case 'seed':
      return { ...to, seed: from.seed, variation: from.variation, forks: undefined };
    case 'units':
      return { ...to, au: from.au };
    case 'sampling': {
      const { steps, sampler, textGuidance, auStrength, semanticGuidance } = from;
      return { ...to, steps, sampler, textGuidance, auStrength, semanticGuidance, forks: undefined };
    }
  }
}
