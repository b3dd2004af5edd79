import { PseudoLabelReading } from '../../features/reading/PseudoLabelReading';
import { ReviewView } from '../../features/review/ReviewView';

export function ReviewPage() {
  return <ReviewView reading={(face) => <PseudoLabelReading label={face.label} requested={face.recipe.expression} />} />;
}
