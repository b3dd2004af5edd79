import { EXPRESSION_CLASSES } from '../../domain/packs/manifest';
import type { FaceSummary } from '../../storage/summary';

type Comparison = (a: FaceSummary, b: FaceSummary) => number;

const newest: Comparison = (a, b) => b.savedAt - a.savedAt;

/** Orders of the gallery by their names. What one leaves open, newest first decides. */
export const SORTS = {
  'Newest first': newest,
  'Oldest first': (a, b) => a.savedAt - b.savedAt,
  'Most confident first': (a, b) => b.confidence - a.confidence,
  'Least confident first': (a, b) => a.confidence - b.confidence,
  'Highest entropy first': (a, b) => b.entropy - a.entropy,
  'Smallest margin first': (a, b) => a.margin - b.margin,
  'Disputed first': (a, b) => a.agreement - b.agreement || a.confidence - b.confidence,
  'By class recognised': (a, b) => classIndex(a) - classIndex(b) || b.confidence - a.confidence,
  'By seed': (a, b) => a.seed - b.seed,
} as const satisfies Record<string, Comparison>;

export type Sort = keyof typeof SORTS;

export function sortFaces(faces: readonly FaceSummary[], sort: Sort): FaceSummary[] {
  const compare: Comparison = SORTS[sort];
  return [...faces].sort((a, b) => compare(a, b) || newest(a, b));
}

function classIndex({ recognised }: FaceSummary): number {
  return EXPRESSION_CLASSES.indexOf(recognised);
}
