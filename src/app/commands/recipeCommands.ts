import { PROTOTYPE_SOURCES } from '../../domain/facs/literature';
import { EXPRESSION_CLASSES } from '../../domain/packs/manifest';
import type { Recipe } from '../../domain/recipe/recipe';
import type { RecipePart } from '../../domain/recipe/takeOver';
import { applyPreset, clearUnits, drawSeed, nextSeed, toggleSeedLock } from '../../features/compose/recipeEdits';
import { useCompose } from '../../features/compose/store';
import { OPEN_FILE_ID } from '../../features/import/OpenButton';
import { recall, recallHindrance, recallTemplate, templateHindrance } from '../recipes/recall';
import { copyLink, saveRecipe } from '../recipes/sharing';
import { goTo } from '../shell/view';
import type { Command } from './command';
import { unless } from './hindrances';
import { canRedo, canUndo, redo, undo } from './undo';

export function recipeCommands(): Command[] {
  const group = 'Recipe';
  const hindrance = unless(() => useCompose.getState().draft !== null, "The model's description is not here yet.");
  const withDraft = (task: (draft: Recipe) => Promise<void>) => () => {
    const { draft } = useCompose.getState();
    if (draft) void task(draft);
  };
  return [
    { id: 'undo', group, label: 'Undo a change: of the recipe, or in gallery and review of the faces', keys: 'Mod+Z', hindrance: unless(canUndo, 'There is nothing to undo.'), run: undo },
    { id: 'redo', group, label: 'Redo a change', keys: 'Mod+Shift+Z', hindrance: unless(canRedo, 'There is nothing to redo.'), run: redo },
    {
      id: 'prompt',
      group,
      label: 'Go to the prompt',
      also: 'text describe',
      keys: 'Alt+P',
      hindrance: unless(() => document.getElementById('prompt') !== null, 'The prompt is in the studio, under Describe.'),
      run: () => document.getElementById('prompt')?.focus(),
    },
    {
      id: 'clear-units',
      group,
      label: 'Clear all action units',
      also: 'reset AU rest',
      keys: null,
      hindrance: unless(() => Object.keys(useCompose.getState().draft?.au ?? {}).length > 0, 'No action unit is set.'),
      run: inStudio(clearUnits),
    },
    { id: 'random-seed', group, label: 'Draw a random seed', also: 'new identity person', keys: null, hindrance, run: inStudio(drawSeed) },
    { id: 'next-seed', group, label: 'Take the next seed', keys: null, hindrance, run: inStudio(nextSeed) },
    { id: 'lock-seed', group, label: 'Lock or unlock the seed', also: 'identity person', keys: null, hindrance, run: inStudio(toggleSeedLock) },
    { id: 'copy-link', group, label: 'Copy a link that holds the recipe', also: 'share url', keys: null, hindrance, run: withDraft(copyLink) },
    { id: 'save-recipe', group, label: 'Save the recipe as a file', also: 'json download', keys: null, hindrance, run: withDraft(saveRecipe) },
    {
      id: 'open-file',
      group,
      label: 'Open a recipe, a face, an exported set or expressions of another tool',
      also: 'import load restore zip csv OpenFace py-feat LibreFace OpenGraphAU ARKit Live Link blendshapes FACS code',
      keys: null,
      hindrance,
      run: () => document.getElementById(OPEN_FILE_ID)?.click(),
    },
  ];
}

/** What the panel takes over from the face on the stage. */
export function recallCommands(): Command[] {
  const parts: readonly (readonly [part: RecipePart, label: string, keys: string | null])[] = [
    ['everything', "Use all of the face's settings", 'A'],
    ['remix', "Remix: use all of the face's settings but the seed", 'R'],
    ['person', "Keep this person: use the face's prompt, layout and seed, and lock the seed", 'K'],
    ['prompt', "Use the face's prompt", null],
    ['seed', "Use the face's seed", 'S'],
    ['units', "Use the face's action units", null],
    ['sampling', "Use the face's sampling settings", null],
  ];
  const template: Command = {
    id: 'use-template',
    group: 'Recipe',
    label: "Use the face's prompt with its choices, from which the seed chose",
    also: 'recall wildcards template braces',
    keys: null,
    view: 'studio',
    hindrance: templateHindrance,
    run: recallTemplate,
  };
  const taken = parts.map(([part, label, keys]): Command => ({
    id: `use-${part}`,
    group: 'Recipe',
    label,
    also: 'recall take over recipe restore identity',
    keys,
    view: 'studio',
    hindrance: recallHindrance,
    run: () => recall(part),
  }));
  return [...taken, template];
}

/** The first way of the first source to show each class. */
export function presetCommands(): Command[] {
  const [source] = PROTOTYPE_SOURCES;
  return EXPRESSION_CLASSES.map((expression) => ({
    id: `preset-${expression}`,
    group: 'Presets',
    label: `Preset: ${expression}`,
    also: 'expression emotion',
    keys: null,
    hindrance: unless(() => useCompose.getState().draft !== null, "The model's description is not here yet."),
    run: inStudio(() => applyPreset(source, { expression, variant: 0 })),
  }));
}

/** What is edited is looked at. */
function inStudio(edit: () => void): () => void {
  return () => {
    edit();
    goTo('studio');
  };
}
