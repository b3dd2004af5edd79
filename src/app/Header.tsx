import type { ReactNode } from 'react';
import { toggleHelp } from './help';
import { ViewLinks } from './ViewLinks';
import { useOffline } from './offline';
import { nextTheme, usePreferences } from './preferences';
import { redo, undo, useUndo } from './undo';

interface HeaderProps {
  readonly packStatus: ReactNode;
  readonly openButton: ReactNode;
}

export function Header({ packStatus, openButton }: HeaderProps) {
  const theme = usePreferences((state) => state.theme);
  const { canUndo, canRedo } = useUndo();
  const worksOffline = useOffline((state) => state.works);
  return (
    <header className="header">
      <h1>SynFER Studio</h1>
      <ViewLinks />
      {packStatus}
      <p className="privacy">
        Everything runs in this tab; nothing is uploaded. {worksOffline && <span>Works offline.</span>}
      </p>
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
