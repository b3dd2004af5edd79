import { margin, normalisedEntropy } from '../../domain/labels/probabilities';
import { EXPRESSION_CLASSES, type ExpressionClass } from '../../domain/packs/manifest';
import { ENTROPY_MEANS, MARGIN_MEANS } from '../../library/uncertainty';
import { ClassName } from '../../ui/ClassName';
import type { PseudoLabel } from '../../../workers/synthesis/protocol';
import { ClassMeter } from './ClassMeter';
import { disagreement, softLabel, topVote } from './verdict';

interface PseudoLabelReadingProps {
  readonly label: PseudoLabel;
  readonly requested: ExpressionClass | null;
}

export function PseudoLabelReading({ label, requested }: PseudoLabelReadingProps) {
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
          Confidence <strong className="readout">{`${Math.round(label.confidence * 100)} %`}</strong>{' '}
          <span className="muted">calibrated</span>
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
      <table className="votes">
        <caption>Votes</caption>
        <tbody>
          {label.votes.map((vote) => {
            const top = topVote(vote);
            return (
              <tr key={vote.voter}>
                <th scope="row">{vote.label}</th>
                <td>
                  <ClassName name={top.name} />
                </td>
                <td className="readout">{top.probability.toFixed(2)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
