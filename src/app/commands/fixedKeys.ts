import { queryWords } from './findCommands';

/** Keys of a part of the page that has the focus. They are those that such parts have everywhere, and cannot be changed. */
export interface FixedKeys {
  readonly where: string;
  readonly keys: readonly (readonly [what: string, keys: string])[];
}

export const FIXED_KEYS: readonly FixedKeys[] = [
  {
    where: 'Gallery grid',
    keys: [
      ['Go to another face', 'Arrows'],
      ['First or last of the row', 'Home, End'],
      ['First or last of all', 'Mod+Home, Mod+End'],
      ['A screen up or down', 'Page Up, Page Down'],
      ['Choose the face, or leave it out', 'Space'],
      ['Choose all up to a face', 'Shift+Arrows, Shift+Space'],
      ['Choose all, or none', 'Mod+A, Escape'],
      ['Open the face on the stage', 'Enter'],
      ['Star the chosen faces', '.'],
      ['Delete the chosen faces', 'Delete'],
    ],
  },
  {
    where: 'Recent faces',
    keys: [
      ['Show the face', 'Enter'],
      ['Delete the face', 'Delete'],
    ],
  },
  {
    where: 'Filmstrip',
    keys: [
      ['A step back or on, at the slider “Step”', 'Arrows'],
      ['First or last step', 'Home, End'],
      ['Move the strip', 'Left, Right'],
    ],
  },
  {
    where: 'Sliders',
    keys: [
      ['A small step', 'Arrows'],
      ['A large step', 'Page Up, Page Down'],
      ['To the limits', 'Home, End'],
    ],
  },
];

/** Those that hold every word of the query; all without one. */
export function findFixedKeys(query: string): FixedKeys[] {
  const words = queryWords(query);
  return FIXED_KEYS.map(({ where, keys }) => ({
    where,
    keys: keys.filter((entry) => words.every((word) => [where, ...entry].join(' ').toLowerCase().includes(word))),
  })).filter(({ keys }) => keys.length > 0);
}
