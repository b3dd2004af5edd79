import { useCallback } from 'react';
import { useShown } from '../../library/shown';
import { useInSlices } from '../../library/slices';
import { facesAtHand } from '../../library/store';
import { reviewProgress } from './queue';
import { useReview } from './store';

/** How many of the faces at hand are judged; of very many, counted anew while the page goes on. */
export function Progress() {
  const faces = useShown(facesAtHand);
  const curations = useShown((state) => state.curations);
  const rater = useReview((state) => state.rater);
  const counting = useCallback(() => reviewProgress(faces, curations, rater), [faces, curations, rater]);
  const { done, byRule } = useInSlices(counting, { done: 0, byRule: 0 });
  return (
    <div className="review-progress">
      <progress aria-label="Faces judged" value={done} max={faces.length} />
      <span className="readout">{`${done} of ${faces.length} judged${byRule > 0 ? `, ${byRule} of them by rule` : ''}`}</span>
    </div>
  );
}
