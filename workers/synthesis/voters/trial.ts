import { KNOWN_PICTURES } from '../../../src/domain/recognisers/trial';
import type { KnownAnswer, RecogniserTrial } from '../../../src/domain/recognisers/trial';
import type { Pixels } from '../../../src/domain/face/pixels';
import type { FaceFinder } from '../faces/faceFinder';
import type { Recogniser } from './recogniser';

/**
 * What a recogniser says of the known pictures.
 * @param known in the order of KNOWN_PICTURES
 * @throws SynthesisError of the runtime; `voter-invalid` where the graph gives other numbers than described
 */
export async function tryRecogniser(recogniser: Recogniser, finder: FaceFinder, known: readonly Pixels[]): Promise<RecogniserTrial> {
  const answers: KnownAnswer[] = [];
  for (const [i, pixels] of known.entries()) {
    const { shows, unit } = KNOWN_PICTURES[i] ?? KNOWN_PICTURES[0];
    const [box = null] = (await finder.inGenerated(pixels)) ?? [];
    const { vote, actionUnits } = await recogniser.read(finder.see(pixels, box), 'trial', 0);
    answers.push({ shows, unit, probabilities: vote?.probabilities ?? null, units: actionUnits?.units ?? null });
  }
  return { file: recogniser.file, answers };
}
