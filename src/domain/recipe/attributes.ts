import { unknownWords, type PackWords } from './prompt';

/** Looks that go by one name; where `exclusive`, a face has one of them at a time. */
export interface AttributeGroup {
  readonly name: string;
  readonly exclusive: boolean;
  readonly phrases: readonly string[];
}

/** What there is to say about a person and a picture, in the words that training captions use. */
const GROUPS: readonly AttributeGroup[] = [
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

/** The looks a pack can be asked for: those of which it knows every word. */
export function attributeGroups(words: PackWords): AttributeGroup[] {
  return GROUPS.map((group) => ({ ...group, phrases: group.phrases.filter((phrase) => unknownWords(phrase, words).length === 0) })).filter(
    ({ phrases }) => phrases.length > 0,
  );
}

/** True where one of the prompt's comma-separated parts is the phrase. */
export function hasPhrase(prompt: string, phrase: string): boolean {
  return parts(prompt).some((part) => isPhrase(part, phrase));
}

/** Adds the phrase as a part of the prompt, or takes it out; of an exclusive group the others go. */
export function togglePhrase(prompt: string, phrase: string, group: AttributeGroup): string {
  const rivals = group.exclusive || hasPhrase(prompt, phrase) ? [phrase, ...(group.exclusive ? group.phrases : [])] : [];
  const kept = parts(prompt).filter((part) => !rivals.some((rival) => isPhrase(part, rival)));
  if (hasPhrase(prompt, phrase)) return kept.join(', ');
  // The person leads, as in the captions; looks follow.
  return (group.name === 'Person' ? [phrase, ...kept] : [...kept, phrase]).join(', ');
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
