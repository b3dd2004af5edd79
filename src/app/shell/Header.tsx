import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon';
import { Shortcut, useKeysOf, useTitle } from '../../ui/Shortcut';
import { useMediaQuery } from '../../ui/useMediaQuery';
import type { Command } from '../commands/command';
import { CommandMenu } from '../commands/CommandMenu';
import { toggleHelp } from '../commands/help';
import { togglePalette } from '../commands/palette';
import { redo, undo, useUndo } from '../commands/undo';
import { ViewLinks } from './ViewLinks';
import { nextTheme, usePreferences } from './preferences';

interface HeaderProps {
  readonly packStatus: ReactNode;
  readonly openButton: ReactNode;
  /** Those that mean something in the view that is open, with their present keys. */
  readonly commands: readonly Command[];
}

/** Too narrow for links, the model and every button in one row: what the buttons do is in the menu as well. */
const COMPACT = '(max-width: 1179px)';

const THEME_ICONS = { system: 'screen', light: 'sun', dark: 'moon' } as const;

export function Header({ packStatus, openButton, commands }: HeaderProps) {
  const compact = useMediaQuery(COMPACT);
  return (
    <header className="header">
      <h1>SynFER Studio</h1>
      <ViewLinks />
      {packStatus}
      <div className={compact ? 'header-actions compact' : 'header-actions'}>
        {!compact && <Actions />}
        {/* The file input stays in the page without its button, for the menu to open. */}
        {openButton}
        <CommandMenu commands={commands} />
      </div>
    </header>
  );
}

function Actions() {
  const theme = usePreferences((state) => state.theme);
  const { canUndo, canRedo } = useUndo();
  const undoTitle = useTitle('Undo', 'undo');
  const redoTitle = useTitle('Redo', 'redo');
  const helpTitle = useTitle('Keyboard shortcuts', 'help');
  const paletteKeys = useKeysOf('commands');
  return (
    <>
      <button type="button" className="button quiet icon-button" aria-label="Undo" title={undoTitle} disabled={!canUndo} onClick={undo}>
        <Icon name="undo" />
      </button>
      <button type="button" className="button quiet icon-button" aria-label="Redo" title={redoTitle} disabled={!canRedo} onClick={redo}>
        <Icon name="redo" />
      </button>
      <button type="button" className="button quiet icon-button" aria-label={`Theme: ${theme}`} title={`Theme: ${theme}`} onClick={nextTheme}>
        <Icon name={THEME_ICONS[theme]} />
      </button>
      <button type="button" className="button quiet" aria-label="Commands" title="Commands" onClick={togglePalette}>
        {paletteKeys === null ? 'Commands' : <Shortcut of="commands" />}
      </button>
      <button type="button" className="button quiet" aria-label="Keyboard shortcuts" title={helpTitle} onClick={toggleHelp}>
        ?
      </button>
    </>
  );
}
