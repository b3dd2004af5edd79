import type { Measured } from '../../engine/packReport';

/** What the report judged of a phrase: attributes and values in the words of `training/render/attributes.py`. */
const JUDGED: Readonly<Record<string, readonly (readonly [attribute: string, value: string])[]>> = {
  'a young woman': [['age', 'young'], ['sex', 'feminine']],
  'a middle-aged woman': [['age', 'middle-aged'], ['sex', 'feminine']],
  'an old woman': [['age', 'old'], ['sex', 'feminine']],
  'a young man': [['age', 'young'], ['sex', 'masculine']],
  'a middle-aged man': [['age', 'middle-aged'], ['sex', 'masculine']],
  'an old man': [['age', 'old'], ['sex', 'masculine']],
  'bald head': [['hair_colour', 'none']],
  'black hair': [['hair_colour', 'black']],
  'brown hair': [['hair_colour', 'brown']],
  'blond hair': [['hair_colour', 'blond']],
  'red hair': [['hair_colour', 'red']],
  'grey hair': [['hair_colour', 'grey']],
  'white hair': [['hair_colour', 'white']],
  'pale skin': [['skin', 'very light']],
  'light skin': [['skin', 'light']],
  'olive skin': [['skin', 'medium']],
  'tan skin': [['skin', 'tan']],
  'brown skin': [['skin', 'brown']],
  'dark skin': [['skin', 'dark']],
  'clean shaven': [['facial_hair', 'no beard']],
  'a beard': [['facial_hair', 'beard']],
  'a full beard': [['facial_hair', 'beard']],
  glasses: [['glasses', 'glasses']],
};

/** Shown in fewer of the faces asked for it, a look is one the model is weak at. */
const OFTEN = 0.5;

export interface Obedience {
  /** "young in 85 % of 321 faces, feminine in 85 % of 403" */
  readonly text: string;
  readonly seldom: boolean;
}

/** How often faces asked for the phrase show it, in the pack's report; null where that was not measured. */
export function obedienceTo(phrase: string, attributes: Measured['attributes'] | undefined): Obedience | null {
  const found = (JUDGED[phrase] ?? []).flatMap(([attribute, value]) => {
    const figure = attributes?.[attribute]?.values[value];
    return figure ? [{ ...figure, value: value === 'none' ? 'bald' : value }] : [];
  });
  if (found.length === 0) return null;
  const shares = found.map(({ value, accuracy, n }) => `${value} in ${Math.round(100 * accuracy)} % of ${n}`);
  return { text: `Measured: ${shares.join(', ')} faces`, seldom: found.some(({ accuracy }) => accuracy < OFTEN) };
}
