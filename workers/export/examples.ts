import { UNTOUCHED, reviewState } from '../../src/domain/curation/curation';
import type { Curation } from '../../src/domain/curation/curation';
import { toExample } from '../../src/domain/dataset/example';
import type { DatasetExample, ExampleContext, LabelledFace } from '../../src/domain/dataset/example';
import type { Counter } from '../../src/domain/dataset/tally';

/** A face that is asked for, or null where it is gone or cannot be read, with what people said about it. */
export interface Candidate {
  readonly face: LabelledFace | null;
  readonly curation: Curation | undefined;
}

/** Candidates → examples, one at a time; the missing and the rejected are left out and counted. */
export async function* toExamples(candidates: AsyncIterable<Candidate>, context: ExampleContext, counter: Counter): AsyncGenerator<DatasetExample> {
  for await (const { face, curation } of candidates) {
    if (face === null) counter.exclude('missing');
    else if (reviewState(curation ?? UNTOUCHED) === 'rejected') counter.exclude('rejected');
    else yield await toExample(face, curation, context);
  }
}
