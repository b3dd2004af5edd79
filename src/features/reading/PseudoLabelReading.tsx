import { margin, normalisedEntropy } from '../../domain/labels/probabilities';
import { EXPRESSION_CLASSES, type ExpressionClass } from '../../domain/packs/manifest';
import { ENTROPY_MEANS, MARGIN_MEANS } from '../../library/uncertainty';
import { Absent } from '../../ui/Absent';
import { formatConfidence } from '../../ui/format';
import { whyNoLabel } from '../../ui/labelText';
import type { PseudoLabel, Verdict } from '../../domain/face/label';
import { ClassMeter } from './ClassMeter';
import { Votes } from './Votes';
import { disagreement, softLabel } from './verdict';

/** What a calibrated confidence promises, and where it was measured. */
const CALIBRATED_MEANS = 'Of the pictures that the pack was calibrated on, as many are right as this says. Faces made here can be harder: the report says how much.';

interface PseudoLabelReadingProps {
  readonly label: PseudoLabel;
  readonly requested: ExpressionClass | null;
  /** What the loaded model lacks to label by itself; null where it lacks nothing, or is not asked. */
  readonly lacking?: string | null;
}

export function PseudoLabelReading({ label, requested, lacking = null }: PseudoLabelReadingProps) {
  if (label.recognised !== null) return <VerdictReading label={label} requested={requested} />;
  return (
    <Absent title="Pseudo-label" reason={`No label. ${lacking === null ? '' : `${lacking} `}${whyNoLabel(label.votes)}`}>
      {label.votes.length > 0 && <Votes label={label} requested={requested} />}
    </Absent>
  );
}

function VerdictReading({ label, requested }: { readonly label: Verdict; readonly requested: ExpressionClass | null }) {
  const dissent = disagreement(requested, label);
  return (
    <div className="block" role="group" aria-labelledby="pseudo-label-title">
      <h2 className="block-title" id="pseudo-label-title">
        Pseudo-label
      </h2>
      <div className="verdict">
        <p>{`Requested: ${requested ?? 'none'}`}</p>
        <p className="recognised">{`Recognised: ${label.recognised}`}</p>
        <p>
          Confidence <strong className="readout">{formatConfidence(label.confidence)}</strong>{' '}
          <span className="muted" title={CALIBRATED_MEANS}>calibrated</span>
        </p>
        <p>
          <span title={ENTROPY_MEANS}>
            Entropy <span className="readout">{normalisedEntropy(label.probabilities).toFixed(2)}</span>
          </span>
          {', '}
          <span title={MARGIN_MEANS}>
            margin <span className="readout">{margin(label.probabilities).toFixed(2)}</span>
          </span>
        </p>
      </div>
      <div className="meters">
        {EXPRESSION_CLASSES.map((name, column) => (
          <ClassMeter
            key={name}
            name={name}
            probability={label.probabilities[column] ?? 0}
            requested={name === requested}
            recognised={name === label.recognised}
          />
        ))}
      </div>
      {dissent !== null && (
        <p className="note notice">
          {dissent}
          {label.rectified && ` The rectified soft label is ${softLabel(label.probabilities)}.`}
        </p>
      )}
      <Votes label={label} requested={requested} />
    </div>
  );
}
