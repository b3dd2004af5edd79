interface RecipeButtonsProps {
  readonly onCopyLink: () => void;
  readonly onSave: () => void;
}

/** The recipe as it stands, to hand on. */
export function RecipeButtons({ onCopyLink, onSave }: RecipeButtonsProps) {
  return (
    <div className="recipe-buttons" role="group" aria-label="Recipe">
      <button type="button" className="button quiet" title="A link that holds the whole recipe; no server keeps it" onClick={onCopyLink}>
        Copy link
      </button>
      <button type="button" className="button quiet" title="The recipe as a JSON file, for Open… and the command line" onClick={onSave}>
        Save recipe
      </button>
    </div>
  );
}
