import { MenuButton } from '../../ui/MenuButton';
import { rememberCommand } from '../shell/preferences';
import { COMMAND_GROUPS, type Command } from './command';

/** Every command that means something here, as a menu: for those who look before they type. */
export function CommandMenu({ commands }: { readonly commands: readonly Command[] }) {
  const groups = () =>
    COMMAND_GROUPS.map((name) => ({
      name,
      items: commands
        .filter(({ group }) => group === name)
        .map(({ id, label, keys, hindrance, run }) => ({
          id,
          label,
          keys,
          hindrance: hindrance(),
          run: () => {
            rememberCommand(id);
            run();
          },
        })),
    })).filter(({ items }) => items.length > 0);
  return <MenuButton label="Menu" items={groups} />;
}
