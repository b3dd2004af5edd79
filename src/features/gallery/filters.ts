import { reviewState, type Curation, type ReviewState } from '../../domain/curation/curation';
import { sidesOf } from '../../domain/facs/vector';
import type { ExpressionClass, PackActionUnit } from '../../domain/packs/manifest';
import type { FaceSummary } from '../../storage/summary';

/** What the gallery shows. Null and "any" leave everything in; archived faces are out unless they are asked for. */
export interface Filters {
  readonly requested: ExpressionClass | 'none' | null;
  readonly recognised: ExpressionClass | 'none' | null;
  /** Lowest and highest confidence, 0–1. */
  readonly confidence: readonly [number, number];
  /** Lowest entropy over its maximum, 0–1. */
  readonly leastEntropy: number;
  /** Largest margin between the first two classes, 0–1. */
  readonly mostMargin: number;
  readonly agreement: 'any' | 'agreed' | 'disputed';
  /** A unit that the face must show, and how strongly at least, 0–1. */
  readonly au: { readonly unit: string; readonly least: number } | null;
  /** Words of the prompt, each of which has to be there, in any order. */
  readonly words: string;
  readonly state: ReviewState | null;
  readonly starred: boolean;
  readonly tag: string | null;
  readonly board: string | null;
  readonly duplicates: 'any' | 'only' | 'one of each';
  readonly quality: 'any' | 'flagged' | 'clean';
  readonly archive: 'without' | 'only' | 'with';
}

export const NO_FILTERS: Filters = {
  requested: null,
  recognised: null,
  confidence: [0, 1],
  leastEntropy: 0,
  mostMargin: 1,
  agreement: 'any',
  au: null,
  words: '',
  state: null,
  starred: false,
  tag: null,
  board: null,
  duplicates: 'any',
  quality: 'any',
  archive: 'without',
};

/** How many filters are set. */
export function activeFilters(filters: Filters): number {
  const keys = Object.keys(NO_FILTERS) as (keyof Filters)[];
  return keys.filter((key) => JSON.stringify(filters[key]) !== JSON.stringify(NO_FILTERS[key])).length;
}

/** What a filter needs to know beside the face. */
export interface FilterContext {
  readonly curationOf: (faceId: string) => Curation;
  /** Faces that look the same: id → id that stands for its group. Faces without a double are not in it. */
  readonly duplicates: ReadonlyMap<string, string>;
  readonly units: readonly PackActionUnit[];
}

/** The filters as one test, put together once for thousands of faces. */
function faceFilter(filters: Filters, { curationOf, duplicates, units }: FilterContext): (face: FaceSummary) => boolean {
  const words = filters.words.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const unit = units.find(({ id }) => id === filters.au?.unit);
  const [low, high] = filters.confidence;

  return (face) => {
    if (filters.requested !== null && (face.requested ?? 'none') !== filters.requested) return false;
    if (filters.recognised !== null && (face.recognised ?? 'none') !== filters.recognised) return false;
    // A face without a label is within no bounds that were drawn.
    if (face.confidence === null ? low > 0 || high < 1 : face.confidence < low || face.confidence > high) return false;
    if ((face.entropy ?? 0) < filters.leastEntropy || (face.margin ?? 1) > filters.mostMargin) return false;
    if (filters.agreement !== 'any' && (face.agreement === null || (face.agreement === 1) !== (filters.agreement === 'agreed'))) return false;
    if (filters.au && (unit ? unitStrength(face, unit) : 0) < filters.au.least) return false;
    if (filters.quality !== 'any' && (face.quality.length > 0) !== (filters.quality === 'flagged')) return false;
    if (filters.duplicates === 'only' && !duplicates.has(face.id)) return false;
    if (words.length > 0 && !containsAll(face.prompt.toLowerCase(), words)) return false;
    const curation = curationOf(face.id);
    if (filters.archive !== 'with' && (curation.archived ?? false) !== (filters.archive === 'only')) return false;
    if (filters.state !== null && reviewState(curation) !== filters.state) return false;
    if (filters.starred && !curation.star) return false;
    if (filters.tag !== null && !curation.tags.includes(filters.tag)) return false;
    return filters.board === null || curation.boards.includes(filters.board);
  };
}

/** Faces between two looks at the clock. */
const AT_ONCE = 500;

/** Those of the faces that the filters leave in, in the order they are in. Yields again and again. */
export function* passing(faces: readonly FaceSummary[], filters: Filters, context: FilterContext): Generator<void, readonly FaceSummary[]> {
  const passes = faceFilter(filters, context);
  const comesFirst = filters.duplicates === 'one of each' ? firstOfEach(context.duplicates) : () => true;
  const left: FaceSummary[] = [];
  for (const [place, face] of faces.entries()) {
    if (passes(face) && comesFirst(face)) left.push(face);
    if (place % AT_ONCE === 0) yield;
  }
  return left;
}

/** Tells of one face after the other whether it is the first of those that look the same. */
function firstOfEach(duplicates: ReadonlyMap<string, string>): (face: FaceSummary) => boolean {
  const seen = new Set<string>();
  return ({ id }) => {
    const group = duplicates.get(id) ?? id;
    if (seen.has(group)) return false;
    seen.add(group);
    return true;
  };
}

/** How strongly the face shows the unit, 0–1: the stronger side. 0 where nothing was read back. */
export function unitStrength({ au }: FaceSummary, unit: PackActionUnit): number {
  return au ? strengthIn(au, unit) : 0;
}

/** How strongly a vector of action units has the unit, 0–1: the stronger side. */
export function strengthIn(au: readonly number[], { columns }: PackActionUnit): number {
  const { left, right } = sidesOf(au, columns);
  return Math.max(left, right);
}

/** Beginnings of words count: "smil" finds "smiling", "man" does not find "woman". */
function containsAll(prompt: string, words: readonly string[]): boolean {
  const found = prompt.split(/[^\p{L}\p{N}-]+/u);
  return words.every((word) => found.some((candidate) => candidate.startsWith(word)));
}
