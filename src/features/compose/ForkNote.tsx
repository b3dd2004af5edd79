import { useForkParent } from '../../library/useForkParent';
import { editDraft, useCompose } from './store';

/** That the settings are those of a fork, and the way out of it. */
export function ForkNote() {
  const fork = useCompose(({ draft }) => (draft?.forks ? draft : null));
  const parent = useForkParent(fork);
  const step = fork?.forks?.at(-1)?.step;
  if (step === undefined) return null;
  return (
    <div className="fork-note">
      <p className="note">
        Fork: the first {step === 1 ? 'step is' : `${step} steps are`} those of face {parent?.id.slice(0, 6)}.
      </p>
      <button type="button" className="button" title="Make all steps with these settings" onClick={() => editDraft('leave fork', { forks: undefined }, -Infinity)}>
        Leave fork
      </button>
    </div>
  );
}
