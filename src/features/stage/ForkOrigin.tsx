import { useForkParent } from '../../library/useForkParent';
import { stepsTakenOver } from './fork';
import type { Run } from './store';

interface ForkOriginProps {
  readonly run: Pick<Run, 'recipe' | 'totalSteps'>;
  readonly onShowFace: (id: string) => void;
}

/** That the face is a fork, of which face and from which step. */
export function ForkOrigin({ run, onShowFace }: ForkOriginProps) {
  const parent = useForkParent(run.recipe);
  const fork = run.recipe.forks?.at(-1);
  if (!fork || !parent) return null;
  const taken = stepsTakenOver(run);
  const name = parent.id.slice(0, 6);
  return (
    <span className="fork-origin">
      Fork of face{' '}
      {parent.kept ? (
        <button type="button" className="button quiet" aria-label={`Show face ${name}`} onClick={() => onShowFace(parent.id)}>
          {name}
        </button>
      ) : (
        name
      )}
      {taken === 0 ? '.' : `: ${taken === 1 ? 'step 1 is' : `steps 1–${taken} are`} taken over from it.`}
    </span>
  );
}
