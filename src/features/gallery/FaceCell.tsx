import { memo } from 'react';
import { reviewState, type Curation } from '../../domain/curation/curation';
import { FacePicture } from '../../library/FacePicture';
import type { FaceSummary } from '../../storage/summary';
import { ClassName } from '../../ui/ClassName';
import { confidencePercent } from '../../ui/format';
import { NO_LABEL } from '../../ui/labelText';
import { describeFace } from './describeFace';

interface FaceCellProps {
  readonly face: FaceSummary;
  readonly curation: Curation;
  readonly isDouble: boolean;
  readonly index: number;
  readonly column: number;
  readonly size: number;
  readonly selected: boolean;
  /** The one cell of the grid that Tab reaches. */
  readonly isTabStop: boolean;
}

/** One face of the grid. Clicks and keys are the grid's. */
export const FaceCell = memo(function FaceCell({ face, curation, isDouble, index, column, size, selected, isTabStop }: FaceCellProps) {
  const state = reviewState(curation);
  const name = describeFace(face, curation, isDouble);
  return (
    <div
      role="gridcell"
      className={`face-cell ${state}`}
      aria-label={name}
      aria-selected={selected}
      aria-colindex={column + 1}
      tabIndex={isTabStop ? 0 : -1}
      data-index={index}
      title={`${name}\n${face.prompt}`}
    >
      <FacePicture faceId={face.id} size={size} />
      <span className="face-marks" aria-hidden="true">
        {curation.star && <span className="mark star">★</span>}
        {state === 'accepted' && <span className="mark">✓</span>}
        {state === 'rejected' && <span className="mark">✕</span>}
        {curation.archived && <span className="mark">archived</span>}
        {isDouble && <span className="mark">2×</span>}
        {face.quality.length > 0 && <span className="mark">{face.quality[0]}</span>}
      </span>
      <span className="face-caption" aria-hidden="true">
        {face.recognised === null ? <span className="muted">{NO_LABEL}</span> : <ClassName name={face.recognised} />}
        {face.confidence !== null && <span className="readout">{confidencePercent(face.confidence)}</span>}
      </span>
      <span className="face-asked" aria-hidden="true">
        {face.requested !== null && face.requested !== face.recognised && `asked ${face.requested}`}
      </span>
    </div>
  );
});
