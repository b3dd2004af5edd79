import type { Face } from '../../domain/face/face';
import { PixelsPicture } from '../../ui/PixelsPicture';
import { labelText } from '../../ui/labelText';
import { faceName, verdictText } from './describe';

/** All faces in a row, each with what was asked of it and what was recognised. */
export function SideBySide({ faces }: { readonly faces: readonly Face[] }) {
  return (
    <ul className="compare-row" aria-label="Faces">
      {faces.map((face, index) => (
        <li key={face.id}>
          <figure>
            <PixelsPicture pixels={face.pixels} alt={`${faceName(face, index)}, ${verdictText(face)}`} />
            <figcaption>
              <strong>{faceName(face, index)}</strong>
              <span>{`Requested: ${face.recipe.expression ?? 'none'}`}</span>
              <span>{`Recognised: ${labelText(face.label)}`}</span>
            </figcaption>
          </figure>
        </li>
      ))}
    </ul>
  );
}
