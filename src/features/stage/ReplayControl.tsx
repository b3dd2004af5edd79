import { CommandButton } from '../../ui/CommandButton';
import { useStage } from './store';

/** Plays the kept steps one after another, and pauses. */
export function ReplayControl() {
  const label = useStage((state) => state.replaying) ? 'Pause' : 'Replay';
  return (
    <CommandButton command="replay" className="button replay" title={label}>
      {label}
    </CommandButton>
  );
}
