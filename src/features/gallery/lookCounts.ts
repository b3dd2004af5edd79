import { ATTRIBUTE_GROUPS, namedPhrases } from '../../domain/recipe/attributes';
import type { FaceSummary } from '../../storage/summary';

/** How many faces were asked for each look of a group, and how many for none of them. */
export interface LookCounts {
  readonly name: string;
  readonly counts: readonly { readonly phrase: string; readonly count: number }[];
  readonly none: number;
}

/** Faces between two looks at the clock. */
const AT_ONCE = 1000;

/** Counts of the looks that the faces' prompts name; groups of which none is named are left out. Yields again and again. */
export function* lookCounts(faces: readonly FaceSummary[]): Generator<void, LookCounts[]> {
  const byPhrase = new Map<string, number>();
  const byGroup = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string, count = 1) => counts.set(key, (counts.get(key) ?? 0) + count);
  const byPrompt = new Map<string, number>();
  for (const [place, { prompt }] of faces.entries()) {
    add(byPrompt, prompt);
    if (place % AT_ONCE === 0) yield;
  }
  for (const [prompt, count] of byPrompt) {
    const { phrases, groups } = looksOf(prompt);
    for (const phrase of phrases) add(byPhrase, phrase, count);
    for (const group of groups) add(byGroup, group, count);
    yield;
  }
  return ATTRIBUTE_GROUPS.filter(({ name }) => byGroup.has(name)).map(({ name, phrases }) => ({
    name,
    counts: phrases.map((phrase) => ({ phrase, count: byPhrase.get(phrase) ?? 0 })),
    none: faces.length - (byGroup.get(name) ?? 0),
  }));
}

interface NamedLooks {
  readonly phrases: readonly string[];
  readonly groups: ReadonlySet<string>;
}

/** What each prompt names, read once: filters change what is shown more often than faces come, and many faces share one prompt. */
const read = new Map<string, NamedLooks>();

const GROUP_OF = new Map(ATTRIBUTE_GROUPS.flatMap(({ name, phrases }) => phrases.map((phrase) => [phrase, name])));

function looksOf(prompt: string): NamedLooks {
  const before = read.get(prompt);
  if (before) return before;
  const phrases = namedPhrases(prompt);
  const looks = { phrases, groups: new Set(phrases.map((phrase) => GROUP_OF.get(phrase) ?? '')) };
  read.set(prompt, looks);
  return looks;
}
