import { CommandButton } from '../../ui/CommandButton';

/** The recipe as it stands, to hand on. */
export function RecipeButtons() {
  return (
    <div className="recipe-buttons" role="group" aria-label="Recipe">
      <CommandButton command="copy-link" className="button quiet" title="A link that holds the whole recipe; no server keeps it">
        Copy link
      </CommandButton>
      <CommandButton command="save-recipe" className="button quiet" title="The recipe as a JSON file, for Open… and the command line">
        Save recipe
      </CommandButton>
    </div>
  );
}
