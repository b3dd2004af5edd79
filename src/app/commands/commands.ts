import { PROTOTYPE_SOURCES } from '../../domain/facs/literature';
import { EXPRESSION_CLASSES } from '../../domain/packs/manifest';
import type { Recipe } from '../../domain/recipe/recipe';
import type { RecipePart } from '../../domain/recipe/takeOver';
import { applyPreset, clearUnits, drawSeed, nextSeed, toggleSeedLock } from '../../features/compose/recipeEdits';
import { openCompare } from '../../features/compare/store';
import { useCompose } from '../../features/compose/store';
import { askForExport, useGallery } from '../../features/gallery/store';
import { OPEN_FILE_ID } from '../../features/import/OpenButton';
import { accept, reject, relabel, skip, undoVerdict, useReview } from '../../features/review/store';
import { toggleReplay, whyNoReplay } from '../../features/stage/replay';
import { faceInSight, stopRun, unfinishedInSight, useStage, whyNoFaceShown } from '../../features/stage/store';
import { isRunning as makingStrip, openStrips, stopStrip, useStrips } from '../../features/strips/store';
import { areComparable } from '../../library/comparable';
import type { Command } from './command';
import { facesToCompare } from '../faces/compare';
import { showEthicsNotice } from '../shell/ethicsNotice';
import { copyFaceReport, saveFaceReport } from '../faces/faceReports';
import { toggleHelp } from './help';
import { togglePalette } from './palette';
import { setTheme, toggleLivePreview } from '../shell/preferences';
import { recall, recallHindrance } from '../recipes/recall';
import { archiveKeptFaces, deleteKeptFaces, downloadPicture, forkHere, forkHindrance, generate } from '../making/session';
import { copyLink, saveRecipe } from '../recipes/sharing';
import { downloadStrip } from '../making/strips';
import { inTour, startTour } from '../tour/tour';
import { canRedo, canUndo, redo, undo } from './undo';
import { VIEWS, goTo } from '../shell/view';

/**
 * Every command of the studio.
 * @param reasons why no face can be made now; empty where one can
 */
export function commands(reasons: readonly string[]): readonly Command[] {
  return [...faceCommands(reasons), ...recipeCommands(), ...recallCommands(), ...presetCommands(), ...viewCommands(), ...helpCommands(), ...reviewCommands()];
}

const running = () => useStage.getState().run?.status === 'running';
const faceOnStage = () => {
  const { run } = useStage.getState();
  return run?.example ? null : (run?.face ?? null);
};
const always = () => null;
const NO_FACE = 'There is no finished face of yours on the stage.';
/** A hindrance that is there while the condition does not hold. */
const unless = (condition: () => boolean, why: string) => () => (condition() ? null : why);

function faceCommands(reasons: readonly string[]): Command[] {
  const group = 'Face';
  return [
    {
      id: 'generate',
      group,
      label: 'Generate a face',
      also: 'run make',
      keys: 'Mod+Enter',
      hindrance: () => (running() ? 'A face is being made already.' : reasons.length > 0 ? reasons.join(' ') : null),
      run: () => void generate(),
    },
    {
      id: 'stop',
      group,
      label: 'Stop the run or the strip, keeping what it has drawn',
      also: 'cancel interrupt',
      keys: 'Mod+Alt+Enter',
      hindrance: unless(() => running() || makingStrip(), 'Nothing is being made.'),
      run: () => {
        stopRun();
        stopStrip();
      },
    },
    {
      id: 'fork',
      group,
      label: 'Fork the face at the step looked at',
      also: 'go on continue branch',
      keys: 'F',
      view: 'studio',
      hindrance: () => (reasons.length > 0 ? reasons.join(' ') : forkHindrance()),
      run: () => void forkHere(),
    },
    {
      id: 'replay',
      group,
      label: 'Replay the steps, or pause',
      also: 'play trajectory watch again',
      keys: 'P',
      view: 'studio',
      hindrance: () => whyNoReplay(useStage.getState().run),
      run: toggleReplay,
    },
    {
      id: 'download',
      group,
      label: 'Download the face as PNG',
      also: 'save image partial stopped run',
      keys: 'Mod+S',
      hindrance: unless(() => faceInSight(useStage.getState()) !== null || unfinishedInSight(useStage.getState()) !== null, NO_FACE),
      run: () => void downloadPicture(),
    },
    {
      id: 'copy-report',
      group,
      label: "Copy the face's report, to make it again",
      also: 'reproducibility provenance',
      keys: null,
      view: 'studio',
      hindrance: whyNoFaceShown,
      run: () => void copyFaceReport(),
    },
    {
      id: 'save-report',
      group,
      label: "Save the face's report, to make it again",
      also: 'reproducibility provenance markdown',
      keys: null,
      view: 'studio',
      hindrance: whyNoFaceShown,
      run: saveFaceReport,
    },
    {
      id: 'delete-face',
      group,
      label: 'Delete the face on the stage',
      also: 'remove',
      keys: null,
      hindrance: unless(() => faceOnStage() !== null, NO_FACE),
      run: () => {
        const face = faceOnStage();
        if (face) void deleteKeptFaces([face.id]);
      },
    },
    {
      id: 'compare',
      group,
      label: 'Compare the chosen faces, or the face on the stage with the last ones',
      also: 'side by side difference slider',
      keys: 'C',
      hindrance: unless(() => areComparable(facesToCompare()), 'There are not two to four faces to compare: choose them in the gallery, or make another face.'),
      run: () => openCompare(facesToCompare()),
    },
    {
      id: 'archive',
      group,
      label: 'Archive the chosen faces, or bring them back',
      also: 'hide put away unarchive restore',
      keys: 'E',
      view: 'gallery',
      hindrance: unless(() => useGallery.getState().chosen.length > 0, 'No face is chosen.'),
      run: () => void archiveKeptFaces(useGallery.getState().chosen),
    },
    {
      id: 'live-preview',
      group,
      label: 'Switch the live preview on or off',
      also: 'stage follows sliders',
      keys: 'L',
      view: 'studio',
      hindrance: always,
      run: toggleLivePreview,
    },
    {
      id: 'strip',
      group,
      label: 'Plan a strip or a grid of faces',
      also: 'xy plot',
      keys: null,
      hindrance: always,
      run: () => {
        openStrips();
        goTo('studio');
      },
    },
    {
      id: 'download-strip',
      group,
      label: 'Download the strip as PNG',
      also: 'save grid',
      keys: null,
      hindrance: unless(() => (useStrips.getState().run?.faces.length ?? 0) > 0, 'No face of a strip has been made.'),
      run: () => void downloadStrip(),
    },
    {
      id: 'export',
      group,
      label: 'Export faces as a labelled set',
      also: 'dataset zip save webdataset parquet imagefolder',
      keys: null,
      hindrance: always,
      run: () => {
        askForExport();
        goTo('gallery');
      },
    },
  ];
}

function recipeCommands(): Command[] {
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
    { id: 'clear-units', group, label: 'Clear all action units', also: 'reset AU rest', keys: null, hindrance, run: inStudio(clearUnits) },
    { id: 'random-seed', group, label: 'Draw a random seed', also: 'new identity person', keys: null, hindrance, run: inStudio(drawSeed) },
    { id: 'next-seed', group, label: 'Take the next seed', keys: null, hindrance, run: inStudio(nextSeed) },
    { id: 'lock-seed', group, label: 'Lock or unlock the seed', also: 'identity person', keys: null, hindrance, run: inStudio(toggleSeedLock) },
    { id: 'copy-link', group, label: 'Copy a link that holds the recipe', also: 'share url', keys: null, hindrance, run: withDraft(copyLink) },
    { id: 'save-recipe', group, label: 'Save the recipe as a file', also: 'json download', keys: null, hindrance, run: withDraft(saveRecipe) },
    {
      id: 'open-file',
      group,
      label: 'Open a recipe, a face or an exported set',
      also: 'import load restore zip',
      keys: null,
      hindrance,
      run: () => document.getElementById(OPEN_FILE_ID)?.click(),
    },
  ];
}

/** What the panel takes over from the face on the stage. */
function recallCommands(): Command[] {
  const parts: readonly (readonly [part: RecipePart, label: string, keys: string | null])[] = [
    ['everything', "Use all of the face's settings", 'A'],
    ['remix', "Remix: use all of the face's settings but the seed", 'R'],
    ['person', "Keep this person: use the face's prompt, layout and seed, and lock the seed", 'K'],
    ['prompt', "Use the face's prompt", null],
    ['seed', "Use the face's seed", 'S'],
    ['units', "Use the face's action units", null],
    ['sampling', "Use the face's sampling settings", null],
  ];
  return parts.map(([part, label, keys]) => ({
    id: `use-${part}`,
    group: 'Recipe',
    label,
    also: 'recall take over recipe restore identity',
    keys,
    view: 'studio',
    hindrance: recallHindrance,
    run: () => recall(part),
  }));
}

/** The first way of the first source to show each class. */
function presetCommands(): Command[] {
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

function viewCommands(): Command[] {
  return VIEWS.map(({ id, label, key }) => ({
    id: `view-${id}`,
    group: 'Views',
    label: `Go to ${label.toLowerCase()}`,
    also: 'open view show',
    keys: `G ${key}`,
    hindrance: always,
    run: () => goTo(id),
  }));
}

function helpCommands(): Command[] {
  const group = 'Appearance and help';
  const themes = (['system', 'light', 'dark'] as const).map(
    (theme): Command => ({
      id: `theme-${theme}`,
      group,
      label: theme === 'system' ? 'Theme: as the system has it' : `Theme: ${theme}`,
      also: 'mode colours appearance',
      keys: null,
      hindrance: always,
      run: () => setTheme(theme),
    }),
  );
  return [
    ...themes,
    { id: 'commands', group, label: 'Find a command', also: 'palette search', keys: 'Mod+K', hindrance: always, run: togglePalette },
    { id: 'tour', group, label: 'Take the tour', also: 'guide introduction learn start', keys: null, hindrance: unless(() => !inTour(), 'The tour is open.'), run: startTour },
    { id: 'ethics', group, label: 'Show what faces may be used for', also: 'ethics ethical misuse notice terms', keys: null, hindrance: always, run: showEthicsNotice },
    { id: 'help', group, label: 'Show the keyboard shortcuts', also: 'keys help', keys: '?', hindrance: always, run: toggleHelp },
  ];
}

/** One key per verdict. They mean something in the review alone. */
function reviewCommands(): Command[] {
  const shared = { group: 'Review', view: 'review', hindrance: always } as const;
  return [
    {
      ...shared,
      id: 'accept',
      label: 'Accept the label',
      keys: 'A',
      hindrance: unless(() => !useReview.getState().blind, 'Who judges blind names the expression.'),
      run: accept,
    },
    { ...shared, id: 'reject', label: 'Reject the face', keys: 'R', run: reject },
    ...EXPRESSION_CLASSES.map((name, index) => ({
      ...shared,
      id: `label-${name}`,
      label: `Label as ${name}`,
      keys: String(index + 1),
      run: () => relabel(name),
    })),
    { ...shared, id: 'skip', label: 'Skip the face', keys: 'S', run: skip },
    { ...shared, id: 'take-back', label: 'Take the last verdict back', keys: 'U', run: () => void undoVerdict() },
  ];
}

/** What is edited is looked at. */
function inStudio(edit: () => void): () => void {
  return () => {
    edit();
    goTo('studio');
  };
}
