import { EXPRESSION_CLASSES } from '../domain/packs/manifest';
import { accept, reject, relabel, skip, undoVerdict, useReview } from '../features/review/store';
import { faceInSight, stopRun, useStage } from '../features/stage/store';
import { isRunning as makingStrip, stopStrip } from '../features/strips/store';
import { usePreferences } from './preferences';
import { downloadFace, generate } from './session';
import { toggleHelp } from './help';
import { canRedo, canUndo, redo, undo } from './undo';
import { VIEWS, currentView, goTo } from './view';

export interface Command {
  readonly id: string;
  readonly label: string;
  /** "Mod" is Ctrl, or Cmd on a Mac. */
  readonly keys: string;
  readonly enabled: () => boolean;
  readonly run: () => void;
}

/** Every command with a key. Shortcuts and the help dialog read this table. */
export function commands(canGenerate: boolean): readonly Command[] {
  const running = () => useStage.getState().run?.status === 'running';
  return [
    {
      id: 'generate',
      label: 'Generate a face',
      keys: 'Mod+Enter',
      enabled: () => canGenerate && !running(),
      run: () => void generate(),
    },
    {
      id: 'stop',
      label: 'Stop the run or the strip, keeping what it has drawn',
      keys: 'Mod+Alt+Enter',
      enabled: () => running() || makingStrip(),
      run: () => {
        stopRun();
        stopStrip();
      },
    },
    {
      id: 'undo',
      label: 'Undo a change: of the recipe, or in gallery and review of the faces',
      keys: 'Mod+Z',
      enabled: canUndo,
      run: undo,
    },
    {
      id: 'redo',
      label: 'Redo a change',
      keys: 'Mod+Shift+Z',
      enabled: canRedo,
      run: redo,
    },
    {
      id: 'download',
      label: 'Download the face as PNG',
      keys: 'Mod+S',
      enabled: () => faceInSight(useStage.getState()) !== null,
      run: () => void downloadFace(),
    },
    {
      id: 'prompt',
      label: 'Go to the prompt',
      keys: 'Alt+P',
      enabled: () => document.getElementById('prompt') !== null,
      run: () => document.getElementById('prompt')?.focus(),
    },
    {
      id: 'help',
      label: 'Show the keyboard shortcuts',
      keys: '?',
      enabled: () => usePreferences.getState().singleKeyShortcuts,
      run: toggleHelp,
    },
    ...viewCommands(),
    ...reviewCommands(),
  ];
}

function viewCommands(): Command[] {
  return VIEWS.map(({ id, label }) => ({
    id: `view-${id}`,
    label: `Go to ${label.toLowerCase()}`,
    keys: `G ${label.charAt(0)}`,
    enabled: singleKeys,
    run: () => goTo(id),
  }));
}

/** One key per verdict. They work in the review alone, and not under an open dialog. */
function reviewCommands(): Command[] {
  const enabled = () => singleKeys() && currentView() === 'review';
  return [
    { id: 'accept', label: 'Review: accept the label', keys: 'A', enabled: () => enabled() && !useReview.getState().blind, run: accept },
    { id: 'reject', label: 'Review: reject the face', keys: 'R', enabled, run: reject },
    ...EXPRESSION_CLASSES.map((name, index) => ({
      id: `label-${name}`,
      label: `Review: label as ${name}`,
      keys: String(index + 1),
      enabled,
      run: () => relabel(name),
    })),
    { id: 'skip', label: 'Review: skip the face', keys: 'S', enabled, run: skip },
    { id: 'take-back', label: 'Review: take the last verdict back', keys: 'U', enabled, run: () => void undoVerdict() },
  ];
}

/** Single keys can be switched off, and belong to a dialog while one is open. */
function singleKeys(): boolean {
  return usePreferences.getState().singleKeyShortcuts && document.querySelector('dialog[open]') === null;
}
