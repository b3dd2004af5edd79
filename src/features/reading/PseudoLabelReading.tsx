import { PHOTOGRAPH_VOTER } from '../../domain/labels/photographVoter';
import { margin, normalisedEntropy } from '../../domain/labels/probabilities';
import { countsRequest } from '../../domain/labels/rectify';
import { countedChoice } from '../../domain/labels/vote';
import { EXPRESSION_CLASSES, type ExpressionClass } from '../../domain/packs/manifest';
import { ENTROPY_MEANS, MARGIN_MEANS } from '../../library/uncertainty';
import { ClassName } from '../../ui/ClassName';
import { formatConfidence } from '../../ui/format';
import type { PseudoLabel } from '../../domain/face/label';
import { ClassMeter } from './ClassMeter';
import { disagreement, softLabel, topVote } from './verdict';

/** What a calibrated confidence promises, and where it was measured. */
const CALIBRATED_MEANS = 'Of the pictures that the pack was calibrated on, as many are right as this says. Faces made here can be harder: the report says how much.';

const REQUEST_MEANS =
  'The label is what the voters say together, and by a third the request: they overrule it where they hold another class likelier by more than a half. Labels that an earlier studio made are the voters’ alone.';

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
                  {countedChoice(vote) === null && <span className="muted"> heard, not counted</span>}
                </td>
                <td className="readout">{top.probability.toFixed(2)}</td>
              </tr>
            );
          })}
          {requested !== null && (
            <tr title={REQUEST_MEANS}>
              <th scope="row">Request</th>
              <td>
                <ClassName name={requested} />
                <span className="muted">{countsRequest(label, requested) ? ' counts a third' : ' was not counted'}</span>
              </td>
              <td />
            </tr>
          )}
          {label.votes.every(({ voter }) => voter !== PHOTOGRAPH_VOTER.voter) && (
            <tr>
              <th scope="row">{PHOTOGRAPH_VOTER.label}</th>
              <td colSpan={2} className="muted">
                did not vote
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
