import type { ExpressionClass } from '../packs/manifest';
import type { AuIntensities } from '../recipe/recipe';
import { blend } from './blend';
import { PROTOTYPES } from './prototypes';

/** A place on the affect plane: valence from unpleasant to pleasant, arousal from drowsy to excited, each −1 to 1. */
export interface Affect {
  readonly valence: number;
  readonly arousal: number;
}

interface Anchor extends Affect {
  readonly name: string;
  readonly expression: ExpressionClass | null;
  readonly au: AuIntensities;
}

/**
 * Where the faces stand. The order round the circle is that of Russell's circumplex (1980); the distances are this
 * studio's own, set so that neighbours such as fear and anger can be told apart. Calm and drowsy are no classes: they
 * keep the lower half from being empty.
 */
export const ANCHORS: readonly Anchor[] = [
  classAnchor('neutral', 0, 0),
  classAnchor('happiness', 0.74, 0.32),
  classAnchor('surprise', 0.22, 0.86),
  classAnchor('fear', -0.36, 0.82),
  classAnchor('anger', -0.72, 0.56),
  classAnchor('disgust', -0.78, 0.14),
  classAnchor('contempt', -0.46, -0.06),
  classAnchor('sadness', -0.74, -0.46),
  { name: 'calm', expression: null, valence: 0.6, arousal: -0.55, au: { AU12: 0.3, AU43: 0.3 } },
  { name: 'drowsy', expression: null, valence: -0.05, arousal: -0.88, au: { AU43: 0.75 } },
];

function classAnchor(expression: ExpressionClass, valence: number, arousal: number): Anchor {
  return { name: expression, expression, valence, arousal, au: PROTOTYPES[expression][0]?.au ?? {} };
}

/** How fast an anchor's pull falls off with distance. */
const FALL_OFF = 3;
/** Far anchors are not heard at all, or every face would carry a trace of contempt on one side. */
const UNHEARD = 0.06;
/** Nearer than this is on the anchor. */
const ON_ANCHOR = 0.02;

export interface AffectProposal {
  readonly au: AuIntensities;
  /** The class that has more than half the weight, if one has. */
  readonly expression: ExpressionClass | null;
}

/** The face for a place on the plane: the anchors' faces, weighted by how near they are (after Shepard). */
export function proposeFor(affect: Affect): AffectProposal {
  const near = ANCHORS.map((anchor) => {
    const distance = Math.hypot(anchor.valence - affect.valence, anchor.arousal - affect.arousal);
    return { anchor, distance, pull: 1 / Math.max(distance, ON_ANCHOR) ** FALL_OFF };
  });
  const on = near.find(({ distance }) => distance < ON_ANCHOR)?.anchor;
  if (on) return { au: on.au, expression: on.expression };
  const total = near.reduce((sum, { pull }) => sum + pull, 0);
  const weighted = near.map(({ anchor, pull }) => ({ ...anchor, weight: Math.max(0, pull / total - UNHEARD) }));
  const leader = near.find(({ pull }) => pull > total / 2)?.anchor;
  return { au: blend(weighted), expression: leader?.expression ?? null };
}
