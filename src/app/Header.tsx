import type { ReactNode } from 'react';
import { redo, undo, useCompose } from '../features/compose/store';
import { toggleHelp } from './help';
import { nextTheme, usePreferences } from './preferences';

interface HeaderProps {
  readonly packStatus: ReactNode;
  readonly openButton: ReactNode;
}

export function Header({ packStatus, openButton }: HeaderProps) {
  const theme = usePreferences((state) => state.theme);
  const canUndo = useCompose((state) => state.past.length > 0);
  const canRedo = useCompose((state) => state.future.length > 0);
  return (
    <header className="header">
      <h1>SynFER Studio</h1>
      {packStatus}
      <p className="privacy">Everything runs in this tab; nothing is uploaded.</p>
      <div className="header-actions">
        <button type="button" className="button quiet" disabled={!canUndo} onClick={undo}>
          Undo
        </button>
        <button type="button" className="button quiet" disabled={!canRedo} onClick={redo}>
          Redo
        </button>
        {openButton}
        <button type="button" className="button quiet" onClick={nextTheme}>
          Theme: {theme}
        </button>
        <button type="button" className="button quiet" aria-label="Keyboard shortcuts" onClick={toggleHelp}>
          ?
        </button>
      </div>
    </header>
  );
}
