import { redo, undo, useCompose } from '../features/compose/store';
import { stopRun, useStage } from '../features/stage/store';
import { usePreferences } from './preferences';
import { downloadFace, generate } from './session';
import { toggleHelp } from './help';

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
    { id: 'stop', label: 'Stop the run, keeping what it has drawn', keys: 'Mod+Alt+Enter', enabled: running, run: stopRun },
    {
      id: 'undo',
      label: 'Undo a change of the recipe',
      keys: 'Mod+Z',
      enabled: () => useCompose.getState().past.length > 0,
      run: undo,
    },
    {
      id: 'redo',
      label: 'Redo a change of the recipe',
      keys: 'Mod+Shift+Z',
      enabled: () => useCompose.getState().future.length > 0,
      run: redo,
    },
    {
      id: 'download',
      label: 'Download the face as PNG',
      keys: 'Mod+S',
      enabled: () => useStage.getState().run?.face != null,
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
  ];
}
