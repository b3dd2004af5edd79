import { unknownWords, type PackWords } from './prompt';

/** Looks that go by one name; where `exclusive`, a face has one of them at a time. */
export interface AttributeGroup {
  readonly name: string;
  readonly exclusive: boolean;
  readonly phrases: readonly string[];
}

/** What there is to say about a person and a picture, in the words that training captions use. */
export const ATTRIBUTE_GROUPS: readonly AttributeGroup[] = [
  {
    name: 'Person',
    exclusive: true,
    phrases: ['a young woman', 'a middle-aged woman', 'an old woman', 'a young man', 'a middle-aged man', 'an old man'],
  },
  { name: 'Hair', exclusive: true, phrases: ['short hair', 'long hair', 'curly hair', 'a ponytail', 'a bob', 'a buzz cut', 'an afro', 'bald head'] },
  { name: 'Hair colour', exclusive: true, phrases: ['black hair', 'brown hair', 'blond hair', 'red hair', 'grey hair', 'white hair'] },
  { name: 'Skin', exclusive: true, phrases: ['pale skin', 'light skin', 'olive skin', 'tan skin', 'brown skin', 'dark skin'] },
  { name: 'Eyes', exclusive: true, phrases: ['blue eyes', 'green eyes', 'brown eyes', 'hazel eyes', 'grey eyes'] },
  { name: 'Facial hair', exclusive: true, phrases: ['clean shaven', 'stubble', 'a moustache', 'a beard', 'a full beard'] },
  { name: 'Other', exclusive: false, phrases: ['glasses', 'freckles', 'lipstick', 'makeup'] },
  { name: 'Light', exclusive: true, phrases: ['soft light', 'warm light', 'cool light', 'dim light', 'side lighting', 'dramatic lighting'] },
  { name: 'Background', exclusive: true, phrases: ['white background', 'grey background', 'black background', 'blue background', 'green background', 'beige background'] },
];

/** Whole words, a hyphenated one being one: "a young man" is none in "a young man-child". */
const ANY_PHRASE = new RegExp(
  `(?<![\\p{L}-])(?:${ATTRIBUTE_GROUPS.flatMap(({ phrases }) => phrases).join('|').replaceAll(' ', '\\s+')})(?![\\p{L}-])`,
  'gu',
);

/** The looks a pack can be asked for: those of which it knows every word. */
export function attributeGroups(words: PackWords): AttributeGroup[] {
  return ATTRIBUTE_GROUPS.map((group) => ({ ...group, phrases: group.phrases.filter((phrase) => unknownWords(phrase, words).length === 0) })).filter(
    ({ phrases }) => phrases.length > 0,
  );
}

/** The phrase as it is called among others: without its article. */
export function shortPhrase(phrase: string): string {
  return phrase.replace(/^an? /, '');
}

/** True where one of the prompt's comma-separated parts is the phrase. */
export function hasPhrase(prompt: string, phrase: string): boolean {
  return parts(prompt).some((part) => isPhrase(part, phrase));
}

/** The phrases that the prompt names, each once, wherever they stand: "an old man with a beard" names two. */
export function namedPhrases(prompt: string): string[] {
  const named = prompt.toLowerCase().match(ANY_PHRASE) ?? [];
  return [...new Set(named.map((phrase) => phrase.replace(/\s+/g, ' ')))];
}

/** Adds the phrase as a part of the prompt, or takes it out; of an exclusive group the others go. */
export function togglePhrase(prompt: string, phrase: string, group: AttributeGroup): string {
  return hasPhrase(prompt, phrase) ? partsBeside(prompt, phrase, group).join(', ') : withPhrase(prompt, phrase, group);
}

/** The prompt with the phrase as a part of its own, once; of an exclusive group the others go. */
export function withPhrase(prompt: string, phrase: string, group: AttributeGroup): string {
  const kept = partsBeside(prompt, phrase, group);
  // The person leads, as in the captions; looks follow.
  return (group.name === 'Person' ? [phrase, ...kept] : [...kept, phrase]).join(', ');
}

/** The prompt's parts that can stand beside the phrase. */
function partsBeside(prompt: string, phrase: string, { exclusive, phrases }: AttributeGroup): string[] {
  const rivals = exclusive ? [phrase, ...phrases] : [phrase];
  return parts(prompt).filter((part) => !rivals.some((rival) => isPhrase(part, rival)));
}

function parts(prompt: string): string[] {
  return prompt
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isPhrase(part: string, phrase: string): boolean {
  return part.toLowerCase() === phrase;
}
