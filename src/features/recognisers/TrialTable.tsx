import { checkOrder, checkUnits } from '../../domain/recognisers/orderCheck';
import { KNOWN_PICTURES } from '../../domain/recognisers/trial';
import { knownPictureUrl } from '../../engine/packSource';
import { FiguresTable } from '../../ui/FiguresTable';
import { useTrials } from './store';

/** What the recogniser that was added or checked last says of the known pictures, and whether that speaks for the order of its outputs. */
export function TrialTable() {
  const trial = useTrials(({ shown }) => shown);
  if (!trial) return null;
  const { file, answers } = trial;
  const verdicts = [
    ...(file.expression ? [{ what: 'says', ...checkOrder(file.expression, answers) }] : []),
    ...(file.actionUnits ? [{ what: 'reads', ...checkUnits(answers) }] : []),
  ];
  return (
    <div className="stack tight" role="group" aria-label={`${file.name} on known pictures`}>
      <FiguresTable label="Known pictures" columns={['Known picture', 'Shows', ...verdicts.map(({ what }) => `${file.name} ${what}`)]}>
        <tbody>
          {KNOWN_PICTURES.map((known, i) => (
            <tr key={known.file}>
              <td>
                <img className="known-picture" src={knownPictureUrl(known.file)} alt={`A face of the shipped model, ${known.shows}`} width={64} height={64} />
              </td>
              <td>{known.shows}</td>
              {verdicts.map(({ what, said }) => (
                <td key={what}>{said[i] ?? 'nothing: it found no face'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </FiguresTable>
      {verdicts.map(({ what, warning }) =>
        warning === null ? (
          <p key={what} className="note" role="status">
            {what === 'says' ? 'The order of its classes seems right.' : 'The order of its units seems right.'}
          </p>
        ) : (
          <p key={what} className="note notice" role="alert">
            {warning}
          </p>
        ),
      )}
    </div>
  );
}
