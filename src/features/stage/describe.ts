import type { Face } from '../../../workers/synthesis/protocol';

/** The face in words, for those who cannot see it: what was asked, what was recognised, how surely. */
export function describeFace({ recipe, label }: Pick<Face, 'recipe' | 'label'>): string {
  const requested = recipe.expression === null ? 'no expression requested' : `${recipe.expression} requested`;
  return `Generated face: ${requested}, ${label.recognised} recognised, ${Math.round(label.confidence * 100)} %`;
}
