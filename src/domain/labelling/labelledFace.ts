import type { FaceBox } from '../face/box';
import type { PseudoLabel } from '../face/label';

/** A face that was found in a picture, and what it shows. */
export interface LabelledFace {
  /** In shares of the picture's sides; null where nobody could look for faces and the whole picture was taken for one. */
  readonly box: FaceBox | null;
  readonly label: PseudoLabel;
}
