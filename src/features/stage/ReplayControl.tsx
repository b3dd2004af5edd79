import { ariaKeys } from '../../ui/keys';
import { useKeysOf, useTitle } from '../../ui/Shortcut';
import { toggleReplay, whyNoReplay } from './replay';
import { useStage } from './store';

/** Plays the kept steps one after another, and pauses. */
export function ReplayControl() {
  const hindrance = useStage(({ run }) => whyNoReplay(run));
  const replaying = useStage((state) => state.replaying);
  const label = replaying ? 'Pause' : 'Replay';
  const title = useTitle(label, 'replay');
  const keys = useKeysOf('replay');
  return (
    <button type="button" className="button replay" aria-keyshortcuts={ariaKeys(keys)} title={hindrance ?? title} disabled={hindrance !== null} onClick={toggleReplay}>
      {label}
    </button>
  );
}
