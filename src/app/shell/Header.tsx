import type { ReactNode } from 'react';
import { useMediaQuery } from '../../ui/useMediaQuery';
import type { Command } from '../commands/command';
import { CommandMenu } from '../commands/CommandMenu';
import { HeaderActions } from './HeaderActions';
import { ViewLinks } from './ViewLinks';

interface HeaderProps {
  readonly packStatus: ReactNode;
  readonly openButton: ReactNode;
  /** Those that mean something in the view that is open, with their present keys. */
  readonly commands: readonly Command[];
}

/** Too narrow for links, the model and every button in one row: what the buttons do is in the menu as well. */
const COMPACT = '(max-width: 1179px)';

export function Header({ packStatus, openButton, commands }: HeaderProps) {
  const compact = useMediaQuery(COMPACT);
  return (
    <header className="header">
      <h1>SynFER Studio</h1>
      <ViewLinks />
      {packStatus}
      <div className={compact ? 'header-actions compact' : 'header-actions'}>
        {!compact && <HeaderActions />}
        {/* The file input stays in the page without its button, for the menu to open. */}
        {openButton}
        <CommandMenu commands={commands} />
      </div>
    </header>
  );
}
