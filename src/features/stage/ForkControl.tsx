import { ariaKeys } from '../../ui/keys';
import { useKeysOf, useTitle } from '../../ui/Shortcut';

interface ForkControlProps {
  /** Why there is no fork now; null where there is. */
  readonly hindrance: string | null;
  readonly onFork: () => void;
}

/** Goes on from the step looked at with the settings as they are now. */
export function ForkControl({ hindrance, onFork }: ForkControlProps) {
  const title = useTitle('Keep the steps up to this one and go on with the settings as they are now', 'fork');
  const keys = useKeysOf('fork');
  return (
    <button
      type="button"
      className="button"
      disabled={hindrance !== null}
      aria-describedby={hindrance === null ? undefined : 'fork-hindrance'}
      aria-keyshortcuts={ariaKeys(keys)}
      title={title}
      onClick={onFork}
    >
      Fork here
    </button>
  );
}
