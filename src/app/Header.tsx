import type { ReactNode } from 'react';
import { Shortcut, useKeysOf, useTitle } from '../ui/Shortcut';
import { toggleHelp } from './help';
import { ViewLinks } from './ViewLinks';
import { useOffline } from './offline';
import { togglePalette } from './palette';
import { nextTheme, usePreferences } from './preferences';
import { redo, undo, useUndo } from './undo';

interface HeaderProps {
  readonly packStatus: ReactNode;
  readonly openButton: ReactNode;
}

export function Header({ packStatus, openButton }: HeaderProps) {
  const theme = usePreferences((state) => state.theme);
  const { canUndo, canRedo } = useUndo();
  const undoTitle = useTitle('Undo', 'undo');
  const redoTitle = useTitle('Redo', 'redo');
  const helpTitle = useTitle('Keyboard shortcuts', 'help');
  const paletteKeys = useKeysOf('commands');
  const worksOffline = useOffline((state) => state.works);
  return (
    <header className="header">
      <h1>SynFER Studio</h1>
      <ViewLinks />
      {packStatus}
      <p className="privacy">
        Everything runs in this tab; nothing is uploaded. {worksOffline && <a href="#/diagnostics">Works offline.</a>}
      </p>
      <div className="header-actions">
        <button type="button" className="button quiet" title={undoTitle} disabled={!canUndo} onClick={undo}>
          Undo
        </button>
        <button type="button" className="button quiet" title={redoTitle} disabled={!canRedo} onClick={redo}>
          Redo
        </button>
        {openButton}
        <button type="button" className="button quiet" onClick={nextTheme}>
          Theme: {theme}
        </button>
        <button type="button" className="button quiet" aria-label="Commands" title="Commands" onClick={togglePalette}>
          {paletteKeys === null ? 'Commands' : <Shortcut of="commands" />}
        </button>
        <button type="button" className="button quiet" aria-label="Keyboard shortcuts" title={helpTitle} onClick={toggleHelp}>
          ?
        </button>
      </div>
    </header>
  );
}
