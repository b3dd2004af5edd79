import { ratedCategory, type Curation } from '../../domain/curation/curation';

/** The two raters' verdicts on every face that both have looked at. */
export function ratings(curations: Iterable<Curation>): [string, string][] {
  return Array.from(curations).flatMap(({ judgements }): [string, string][] => {
    const [first, second] = [ratedCategory(judgements.first), ratedCategory(judgements.second)];
    return first === null || second === null ? [] : [[first, second]];
  });
}
