import { EXPRESSION_CLASSES } from '../../domain/packs/manifest';
import { NEEDS, type FaceKey } from '../../library/needs';

/** Orders of the gallery by their names. Faces without a label come last by confidence and class. What one leaves open, newest first decides: the order that faces are in. */
export const SORTS = {
  'Newest first': [],
  'Oldest first': [(face) => face.savedAt],
  'Most confident first': [(face) => -(face.confidence ?? -1)],
  'Least confident first': [(face) => face.confidence ?? 2],
  'Highest entropy first': NEEDS['Highest entropy first'],
  'Smallest margin first': NEEDS['Smallest margin first'],
  'Disputed first': NEEDS['Disputed first'],
  'By class recognised': [(face) => (face.recognised === null ? EXPRESSION_CLASSES.length : EXPRESSION_CLASSES.indexOf(face.recognised)), (face) => -(face.confidence ?? -1)],
  'By seed': [(face) => face.seed],
} as const satisfies Record<string, readonly FaceKey[]>;

export type Sort = keyof typeof SORTS;
