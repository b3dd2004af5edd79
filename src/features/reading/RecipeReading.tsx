import { formatFacsCode } from '../../domain/facs/code';
import { samplingSettings } from '../../domain/recipe/settings';
import { Facts } from '../../ui/Facts';
import { describeBackend } from '../../ui/describeBackend';
import type { Face } from '../../../workers/synthesis/protocol';

interface RecipeReadingProps {
  readonly face: Face;
  readonly draftDiffers: boolean;
}

/** The settings and the machinery that produced the face, whatever the compose panel says by now. */
export function RecipeReading({ face, draftDiffers }: RecipeReadingProps) {
  return (
    <section className="block" aria-labelledby="recipe-title">
      <h2 className="block-title" id="recipe-title">
        Made with
      </h2>
      <Facts className="facts" facts={facts(face)} />
      {face.unknownWords.length > 0 && (
        <p className="note">Words the model was not trained on: {face.unknownWords.join(', ')}.</p>
      )}
      {draftDiffers && <p className="note">The settings have changed since this face.</p>}
    </section>
  );
}

function facts({ id, recipe, provenance }: Face): [string, string][] {
  const rows: [string, string][] = [['Face', id]];
  if (recipe.prompt !== '') rows.push(['Prompt', recipe.prompt]);
  if (recipe.negativePrompt !== '') rows.push(['Negative', recipe.negativePrompt]);
  rows.push(
    ['Action units', formatFacsCode(recipe.au) || 'none set'],
    ...samplingSettings(recipe).map(([name, value]): [string, string] => [name, value]),
    ['Model', `${provenance.pack} ${provenance.packSha256.slice(0, 8)}`],
    ['Backend', describeBackend(provenance.backend)],
    ['Time', `${(provenance.milliseconds / 1000).toFixed(1)} s`],
  );
  return rows;
}
