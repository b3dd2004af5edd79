import type { Face } from '../../domain/face/face';
import { recognisedText } from '../../ui/labelText';

/** The face in words, for those who cannot see it: what was asked, what was recognised, how surely. */
export function describeFace({ recipe, label }: Pick<Face, 'recipe' | 'label'>, kind: 'Generated' | 'Example'): string {
  const requested = recipe.expression === null ? 'no expression requested' : `${recipe.expression} requested`;
  return `${kind} face: ${requested}, ${recognisedText(label)}`;
}
