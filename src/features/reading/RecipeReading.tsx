import { formatFacsCode } from '../../domain/facs/code';
import { samplingSettings } from '../../domain/recipe/settings';
import { RECIPE_PARTS } from '../../domain/recipe/takeOver';
import { CommandButton } from '../../ui/CommandButton';
import { Facts } from '../../ui/Facts';
import { MenuButton } from '../../ui/MenuButton';
import { useCommandItems } from '../../ui/commands';
import { describeBackend } from '../../ui/describeBackend';
import type { Face } from '../../domain/face/face';

interface RecipeReadingProps {
  readonly face: Face;
  readonly draftDiffers: boolean;
}

const USES = RECIPE_PARTS.map(({ id, name }) => ({ command: `use-${id}`, label: name }));

/** The settings and the machinery that produced the face, whatever the compose panel says by now. */
export function RecipeReading({ face, draftDiffers }: RecipeReadingProps) {
  return (
    <section className="block" aria-labelledby="recipe-title">
      <div className="row recipe-head">
        <h2 className="block-title" id="recipe-title">
          Made with
        </h2>
        <MenuButton label="Use settings" items={useCommandItems(USES)} />
      </div>
      <Facts className="facts" facts={facts(face)} />
      {face.template && (
        <CommandButton command="use-template" className="button quiet" title="Put the prompt with its choices on the panel">
          Use the prompt with its choices
        </CommandButton>
      )}
      {face.unknownWords.length > 0 && (
        <p className="note">Words the model was not trained on: {face.unknownWords.join(', ')}.</p>
      )}
      {draftDiffers && <p className="note">The settings have changed since this face.</p>}
      <div className="row wrap" role="group" aria-label="Report to make the face again">
        <CommandButton command="copy-report" title="Recipe, model, runtime, timings, votes and the command that makes the face again">
          Copy report
        </CommandButton>
        <CommandButton command="save-report" title="The same as a Markdown file">
          Save report
        </CommandButton>
      </div>
    </section>
  );
}

function facts({ id, recipe, template, provenance }: Face): [string, string][] {
  const rows: [string, string][] = [['Face', id]];
  if (recipe.prompt !== '') rows.push(['Prompt', recipe.prompt]);
  if (template && template.prompt !== recipe.prompt) rows.push(['Chosen from', template.prompt]);
  if (recipe.negativePrompt !== '') rows.push(['Negative', recipe.negativePrompt]);
  if (template && template.negativePrompt !== recipe.negativePrompt) rows.push(['Negative from', template.negativePrompt]);
  rows.push(
    ['Action units', formatFacsCode(recipe.au) || 'none set'],
    ...samplingSettings(recipe).map(([name, value]): [string, string] => [name, value]),
    ['Model', `${provenance.pack} ${provenance.packSha256.slice(0, 8)}`],
    ['Backend', describeBackend(provenance.backend)],
    ['Time', provenance.restored ? 'not known: restored from its picture and labelled here' : `${(provenance.milliseconds / 1000).toFixed(1)} s`],
  );
  return rows;
}
