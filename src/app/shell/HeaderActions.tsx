import { CommandButton } from '../../ui/CommandButton';
import { Icon } from '../../ui/Icon';
import { Shortcut, useKeysOf } from '../../ui/Shortcut';
import { usePreferences } from './preferences';

const THEME_ICONS = { system: 'screen', light: 'sun', dark: 'moon' } as const;

/** What is wanted in every view, where there is room for it beside the menu. */
export function HeaderActions() {
  const theme = usePreferences((state) => state.theme);
  const paletteKeys = useKeysOf('commands');
  return (
    <>
      <CommandButton command="undo" className="button quiet icon-button" label="Undo" title="Undo">
        <Icon name="undo" />
      </CommandButton>
      <CommandButton command="redo" className="button quiet icon-button" label="Redo" title="Redo">
        <Icon name="redo" />
      </CommandButton>
      <CommandButton command="theme-next" className="button quiet icon-button" label={`Theme: ${theme}`} title={`Theme: ${theme}`}>
        <Icon name={THEME_ICONS[theme]} />
      </CommandButton>
      <CommandButton command="commands" className="button quiet" label="Commands" title="Commands">
        {paletteKeys === null ? 'Commands' : <Shortcut of="commands" />}
      </CommandButton>
      <CommandButton command="help" className="button quiet" label="Keyboard shortcuts" title="Keyboard shortcuts">
        ?
      </CommandButton>
    </>
  );
}
