import { PHOTOGRAPH_VOTER } from '../../domain/labels/photographVoter';
import { countsRequest } from '../../domain/labels/rectify';
import { countedChoice } from '../../domain/labels/vote';
import type { ExpressionClass } from '../../domain/packs/manifest';
import type { PseudoLabel } from '../../domain/face/label';
import { ClassName } from '../../ui/ClassName';
import { topVote } from './verdict';

const REQUEST_MEANS =
  'The label is what the voters say together, and by a third the request: they overrule it where they hold another class likelier by more than a half. Labels that an earlier studio made are the voters’ alone.';

interface VotesProps {
  readonly label: PseudoLabel;
  readonly requested: ExpressionClass | null;
}

/** Who says what of the face, and how far it counts. */
export function Votes({ label, requested }: VotesProps) {
  return (
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
              <span className="muted">{label.recognised !== null && countsRequest(label, requested) ? ' counts a third' : ' was not counted'}</span>
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
  );
}
