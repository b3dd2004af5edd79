import { FiguresTable } from '../../ui/FiguresTable';
import { stepSpread, type RunTiming } from './timings';

interface TimingsSectionProps {
  readonly timings: readonly RunTiming[];
  /** Of the run on the stage, in ms. */
  readonly steps: readonly number[];
}

/** How long the last faces took. */
export function TimingsSection({ timings, steps }: TimingsSectionProps) {
  const spread = stepSpread(steps);
  return (
    <section className="page-section" aria-labelledby="timings-title">
      <h3 id="timings-title">Timings</h3>
      {timings.length === 0 ? (
        <p>No face has been made in this browser yet.</p>
      ) : (
        <FiguresTable label="Times of the last runs" columns={['Kept', 'Run', 'Backend', 'Whole', 'A step']}>
          <tbody>
            {timings.map(({ id, madeAt, what, backend, seconds, perStep }) => (
              <tr key={id}>
                <td className="readout">{madeAt.toLocaleString()}</td>
                <td>{what}</td>
                <td>{backend}</td>
                <td className="readout">{seconds.toFixed(1)} s</td>
                <td className="readout">{perStep.toFixed(0)} ms</td>
              </tr>
            ))}
          </tbody>
        </FiguresTable>
      )}
      {spread && (
        <p className="note">
          Steps of the face on the stage: shortest {spread.shortest.toFixed(0)} ms, median {spread.median.toFixed(0)} ms, longest {spread.longest.toFixed(0)} ms.
        </p>
      )}
    </section>
  );
}
