import { ensembleAverage } from '../../../src/domain/labels/ensemble';
import { softmax } from '../../../src/domain/labels/probabilities';
import { needsRectification, withRequest } from '../../../src/domain/labels/rectify';
import { recognisedClass } from '../../../src/domain/labels/vote';
import { EXPRESSION_CLASSES } from '../../../src/domain/packs/manifest';
import type { ExpressionClass, PackManifest } from '../../../src/domain/packs/manifest';
import { SynthesisError } from '../errors';
import type { PackGraphs } from '../graphs/packGraphs';
import { toImage } from '../pictures/pixels';
import type { PseudoLabel, Vote } from '../../../src/domain/face/label';
import type { Pixels } from '../../../src/domain/face/pixels';
import type { PhotographVoter } from '../voters/photographVoter';

type Voter = PackManifest['voters'][number];

/** Nothing said of any class. */
const EVEN = EXPRESSION_CLASSES.map(() => 1 / EXPRESSION_CLASSES.length);

interface Opinion {
  readonly logits: Float32Array;
  readonly au: Float32Array | null;
}

/**
 * FERAnno's verdict on a picture of the pack's size, with every voter the pack has, the photograph voter, and the request. It depends on
 * the 8-bit pixels and the request alone, so that a saved picture gets the label it had when it was made.
 * @param photographVoter null where it is not there
 * @param requested class that was asked for; null where none was
 * Where nobody votes, `votes` is empty and the soft label even over all classes, but for the request's share.
 * @throws SynthesisError `numerical`
 */
export async function annotate(
  networks: Pick<PackGraphs, 'annotate' | 'encodeImage' | 'secondOpinion'>,
  voters: readonly Voter[],
  photographVoter: Pick<PhotographVoter, 'vote'> | null,
  pixels: Pixels,
  requested: ExpressionClass | null,
): Promise<PseudoLabel> {
  const image = toImage(pixels);
  const opinions: Opinion[] = [];
  for (const voter of voters) opinions.push(await ask(networks, voter, image));
  const votes: Vote[] = voters.map((voter, i) => ({
    voter: voter.graph,
    label: voter.label,
    probabilities: softmax(opinions[i]?.logits ?? [], voter.temperature),
    classWeights: voter.classWeights,
  }));
  if (photographVoter !== null) votes.push(await photographVoter.vote(pixels));
  if (votes.some(({ probabilities }) => probabilities.length !== EXPRESSION_CLASSES.length || probabilities.some((p) => !Number.isFinite(p)))) {
    throw new SynthesisError('numerical', 'A labelling network computed no usable numbers, so the face was dropped. Try again, or switch to the WASM backend (?backend=wasm).');
  }
  const probabilities = withRequest(votes.length === 0 ? EVEN : ensembleAverage(votes), requested);
  const recognised = recognisedClass(probabilities);
  const au = opinions.find((opinion) => opinion.au !== null)?.au ?? null;
  return {
    votes,
    probabilities,
    recognised,
    confidence: probabilities[EXPRESSION_CLASSES.indexOf(recognised)] ?? 0,
    rectified: votes.length === 0 || needsRectification(votes, requested),
    realisedAu: au === null ? null : [...au],
  };
}

async function ask(networks: Pick<PackGraphs, 'annotate' | 'encodeImage' | 'secondOpinion'>, voter: Voter, image: Float32Array): Promise<Opinion> {
  switch (voter.graph) {
    case 'feranno':
      return networks.annotate(await networks.encodeImage(image));
    case 'second_opinion':
      return { logits: await networks.secondOpinion(image), au: null };
  }
}
