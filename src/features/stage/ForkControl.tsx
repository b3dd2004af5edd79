import { CommandButton } from '../../ui/CommandButton';
import { useTitle } from '../../ui/Shortcut';
import { useCommand } from '../../ui/commands';

const WHAT = 'Keep the steps up to this one and go on with the settings as they are now';

/** Goes on from the step looked at with the settings as they are now. */
export function ForkControl() {
  const { hindrance } = useCommand('fork');
  const title = useTitle(WHAT, 'fork');
  return (
    <span title={hindrance ?? title}>
      <CommandButton command="fork" className="button quiet" title={WHAT} describedBy={hindrance === null ? undefined : 'fork-hindrance'}>
        Fork here
      </CommandButton>
      {hindrance !== null && (
        <span className="visually-hidden" id="fork-hindrance">
          {hindrance}
        </span>
      )}
    </span>
  );
}
