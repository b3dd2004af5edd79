import type { Curation } from '../domain/curation/curation';
import type { NameKind } from './changes';

/** Every tag or board there is, in order, with the number of faces that have it. */
export function countNames(curations: Iterable<Curation>, kind: NameKind): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const curation of curations) {
    for (const name of curation[kind]) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a], [b]) => a.localeCompare(b, 'en')));
}
