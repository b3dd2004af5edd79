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
    <span title={hindrance ?? title}>
      <button
        type="button"
        className="button quiet"
        disabled={hindrance !== null}
        aria-describedby={hindrance === null ? undefined : 'fork-hindrance'}
        aria-keyshortcuts={ariaKeys(keys)}
        onClick={onFork}
      >
        Fork here
      </button>
      {hindrance !== null && (
        <span className="visually-hidden" id="fork-hindrance">
          {hindrance}
        </span>
      )}
    </span>
  );
}
