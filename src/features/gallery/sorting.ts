import { EXPRESSION_CLASSES } from '../../domain/packs/manifest';
import { NEEDS, type FaceKey } from '../../library/needs';

/** Orders of the gallery by their names. What one leaves open, newest first decides: the order that faces are in. */
export const SORTS = {
  'Newest first': [],
  'Oldest first': [(face) => face.savedAt],
  'Most confident first': [(face) => -face.confidence],
  'Least confident first': [(face) => face.confidence],
  'Highest entropy first': NEEDS['Highest entropy first'],
  'Smallest margin first': NEEDS['Smallest margin first'],
  'Disputed first': NEEDS['Disputed first'],
  'By class recognised': [(face) => EXPRESSION_CLASSES.indexOf(face.recognised), (face) => -face.confidence],
  'By seed': [(face) => face.seed],
} as const satisfies Record<string, readonly FaceKey[]>;

export type Sort = keyof typeof SORTS;
