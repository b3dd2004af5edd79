import type { LabelledPicture } from '../../domain/labelling/labelTable';
import { recognisedClass } from '../../domain/labels/vote';
import { ClassName } from '../../ui/ClassName';
import { FiguresTable } from '../../ui/FiguresTable';
import { NO_LABEL, whyNoLabel } from '../../ui/labelText';

/** As many as are looked through; the saved table has all. */
const SHOWN = 200;

export function LabelTable({ pictures }: { readonly pictures: readonly LabelledPicture[] }) {
  const voters = [...new Map(pictures.flatMap(({ faces }) => faces.flatMap(({ label }) => label.votes.map(({ voter, label: name }) => [voter, name] as const))))];
  return (
    <>
      <FiguresTable label="Labels" columns={['Picture', 'Face', 'Recognised', 'Confidence', ...voters.map(([, name]) => name)]}>
        <tbody>
          {pictures.slice(-SHOWN).flatMap(({ picture, faces, problem }) =>
            faces.length === 0
              ? [
                  <tr key={picture}>
                    <th scope="row">{picture}</th>
                    <td />
                    <td colSpan={2 + voters.length}>{problem}</td>
                  </tr>,
                ]
              : faces.map(({ label }, i) => (
                  <tr key={`${picture} ${String(i)}`}>
                    <th scope="row">{picture}</th>
                    <td className="readout">{i + 1}</td>
                    <td>
                      {label.recognised === null ? <span title={whyNoLabel(label.votes)}>{NO_LABEL}</span> : <ClassName name={label.recognised} />}
                    </td>
                    <td className="readout">{label.confidence?.toFixed(2) ?? '–'}</td>
                    {voters.map(([voter]) => {
                      const vote = label.votes.find((each) => each.voter === voter);
                      return <td key={voter}>{vote ? `${recognisedClass(vote.probabilities)} ${Math.max(...vote.probabilities).toFixed(2)}` : '–'}</td>;
                    })}
                  </tr>
                )),
          )}
        </tbody>
      </FiguresTable>
      {pictures.length > SHOWN && <p className="note">The last {SHOWN} of {pictures.length} pictures are shown; what is saved has all.</p>}
    </>
  );
}
