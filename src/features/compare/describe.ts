import type { Face } from '../../domain/face/face';
import { recognisedText } from '../../ui/labelText';

/** A face by its number among those compared, and by the beginning of its id. */
export function faceName(face: Pick<Face, 'id'>, index: number): string {
  return `${index + 1}: face ${face.id.slice(0, 6)}`;
}

/** What was asked of a face and what was recognised in it. */
export function verdictText({ recipe, label }: Pick<Face, 'recipe' | 'label'>): string {
  return `${recipe.expression ?? 'no expression'} requested, ${recognisedText(label)}`;
}
