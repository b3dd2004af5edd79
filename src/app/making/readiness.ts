import { abilities } from '../../domain/packs/abilities';
import type { PackManifest } from '../../domain/packs/manifest';
import type { Recipe } from '../../domain/recipe/recipe';

interface Situation {
  readonly pack: 'pending' | 'error' | 'success';
  readonly manifest: PackManifest | null;
  readonly draft: Recipe | null;
  /** SHA-256 of the layout pictures in memory. */
  readonly pictures: ReadonlySet<string>;
  /** Whether the face that gives the layout is kept; null where none does and while that is not known. */
  readonly layoutKept: boolean | null;
  /** Names of the layout pictures that come with the pack. */
  readonly shipped: ReadonlySet<string>;
  readonly makingStrip: boolean;
  readonly drawingSequence: boolean;
}

/** All reasons why no face can be made now, each a sentence; none where one can. */
export function whyNotReady({ pack, manifest, draft, pictures, layoutKept, shipped, makingStrip, drawingSequence }: Situation): string[] {
  const reasons: string[] = [];
  if (pack === 'pending') reasons.push('The model is still loading.');
  if (pack === 'error') reasons.push('The model could not be loaded.');
  if (makingStrip) reasons.push('A strip is being made; stop it or wait for it.');
  if (drawingSequence) reasons.push('A sequence is being drawn; stop it or wait for it.');
  if (!draft || !manifest) return reasons;
  const known = new Set(manifest.actionUnits.map((unit) => unit.id));
  const unknown = Object.keys(draft.au).filter((id) => !known.has(id));
  if (unknown.length > 0) reasons.push(`This model does not have ${unknown.join(', ')}.`);
  if (draft.semanticGuidance.start > draft.semanticGuidance.end) {
    reasons.push('Semantic guidance ends before it begins.');
  }
  const source = draft.layout?.source;
  const { layout, semanticGuidance, student } = abilities(manifest);
  if (source && !layout.can) reasons.push(layout.reason);
  if (draft.semanticGuidance.strength > 0 && draft.expression !== null && !semanticGuidance.can) reasons.push(`${semanticGuidance.reason} Set its strength to 0.`);
  if (draft.sampler === 'student' && !student.can) reasons.push(`${student.reason} Choose another sampler.`);
  if (source?.kind === 'picture' && !pictures.has(source.sha256)) {
    reasons.push('The layout picture is not in memory; choose it again or choose None.');
  }
  if (source?.kind === 'gallery' && layoutKept === false) {
    reasons.push('The face that gives the layout is no longer kept; choose another or None.');
  }
  if (source?.kind === 'shipped' && !shipped.has(source.name)) {
    reasons.push(`This model comes without the layout picture "${source.name}"; choose another or None.`);
  }
  return reasons;
}
