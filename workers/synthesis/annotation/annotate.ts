import { ensembleAverage } from '../../../src/domain/labels/ensemble';
import { softmax } from '../../../src/domain/labels/probabilities';
import { needsRectification, withRequest } from '../../../src/domain/labels/rectify';
import { hasVerdict, recognisedClass } from '../../../src/domain/labels/vote';
import { EXPRESSION_CLASSES } from '../../../src/domain/packs/manifest';
import type { ExpressionClass, PackManifest } from '../../../src/domain/packs/manifest';
import { SynthesisError } from '../errors';
import type { PackGraphs } from '../graphs/packGraphs';
import { toImage } from '../pictures/pixels';
import { NO_VERDICT } from '../../../src/domain/face/label';
import type { PseudoLabel, Vote } from '../../../src/domain/face/label';
import type { Pixels } from '../../../src/domain/face/pixels';
import type { Opinion } from '../voters/recogniser';

type Voter = PackManifest['voters'][number];

interface NetworkOpinion {
  readonly logits: Float32Array;
  readonly au: Float32Array | null;
}

/**
 * FERAnno's verdict on a picture of the pack's size, with every voter the pack has, the recognisers beside it, and the request. It depends
 * on the 8-bit pixels, the request and who votes alone, so that a saved picture gets the label it had when it was made.
 * @param others what recognisers besides the pack's say of the picture
 * @param requested class that was asked for; null where none was
 * Where nobody who counts has named a class there is no verdict: what was asked for is none.
 * @throws SynthesisError `numerical`
 */
export async function annotate(
  networks: Pick<PackGraphs, 'annotate' | 'encodeImage' | 'secondOpinion'>,
  voters: readonly Voter[],
  others: readonly Opinion[],
  pixels: Pixels,
  requested: ExpressionClass | null,
): Promise<PseudoLabel> {
  const image = toImage(pixels);
  const opinions: NetworkOpinion[] = [];
  for (const voter of voters) opinions.push(await ask(networks, voter, image));
  const votes: Vote[] = voters.map((voter, i) => ({
    voter: voter.graph,
    label: voter.label,
    probabilities: softmax(opinions[i]?.logits ?? [], voter.temperature),
    classWeights: voter.classWeights,
  }));
  votes.push(...others.flatMap(({ vote }) => (vote === null ? [] : [vote])));
  if (votes.some(({ probabilities }) => probabilities.length !== EXPRESSION_CLASSES.length || probabilities.some((p) => !Number.isFinite(p)))) {
    throw new SynthesisError('numerical', 'A labelling network computed no usable numbers, so the face was dropped. Try again, or switch to the WASM backend (?backend=wasm).');
  }
  const auReadings = others.flatMap(({ actionUnits }) => (actionUnits === null ? [] : [actionUnits]));
  const au = opinions.find((opinion) => opinion.au !== null)?.au ?? null;
  const heard = { votes, realisedAu: au === null ? null : [...au], ...(auReadings.length > 0 && { auReadings }) };
  if (!hasVerdict(votes)) return { ...heard, ...NO_VERDICT };
  const probabilities = withRequest(ensembleAverage(votes), requested);
  const recognised = recognisedClass(probabilities);
  return {
    ...heard,
    probabilities,
    recognised,
    confidence: probabilities[EXPRESSION_CLASSES.indexOf(recognised)] ?? 0,
    rectified: needsRectification(votes, requested),
  };
}

async function ask(networks: Pick<PackGraphs, 'annotate' | 'encodeImage' | 'secondOpinion'>, voter: Voter, image: Float32Array): Promise<NetworkOpinion> {
  switch (voter.graph) {
    case 'feranno':
      return networks.annotate(await networks.encodeImage(image));
    case 'second_opinion':
      return { logits: await networks.secondOpinion(image), au: null };
  }
}
