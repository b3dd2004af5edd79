import { ratedCategory, type Curation } from '../../domain/curation/curation';

/** The two raters' verdicts on every face that both have looked at. */
export function ratings(curations: Iterable<Curation>): [string, string][] {
  const pairs: [string, string][] = [];
  for (const { judgements } of curations) {
    const [first, second] = [ratedCategory(judgements.first), ratedCategory(judgements.second)];
    if (first !== null && second !== null) pairs.push([first, second]);
  }
  return pairs;
}
