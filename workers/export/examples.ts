import { UNTOUCHED, reviewState } from '../../src/domain/curation/curation';
import type { Curation } from '../../src/domain/curation/curation';
import { toExample } from '../../src/domain/dataset/example';
import type { DatasetExample, ExampleContext } from '../../src/domain/dataset/example';
import type { Face } from '../../src/domain/face/face';
import type { Place } from '../../src/domain/dataset/splits';
import type { Counter } from '../../src/domain/dataset/tally';

/** A face that is asked for, with what people said about it and where it belongs. */
export interface Candidate {
  readonly face: Face;
  readonly curation: Curation | undefined;
  readonly place: Place;
}

/** Candidates → examples, one at a time; the missing (null: gone, or unreadable), the rejected and those without any label are left out and counted. */
export async function* toExamples(candidates: AsyncIterable<Candidate | null>, context: ExampleContext, counter: Counter): AsyncGenerator<DatasetExample> {
  for await (const candidate of candidates) {
    if (candidate === null) counter.exclude('missing');
    else if (reviewState(candidate.curation ?? UNTOUCHED) === 'rejected') counter.exclude('rejected');
    else {
      const example = await toExample(candidate.face, candidate.curation, candidate.place, context);
      if (example === null) counter.exclude('no-label');
      else yield example;
    }
  }
}
