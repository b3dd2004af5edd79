import type { CSSProperties } from 'react';
import type { AuReading } from '../../domain/face/label';
import type { PackActionUnit } from '../../domain/packs/manifest';
import { useMeasured } from '../../engine/packReport';
import { compareAu, meanError, type AuPair } from './auComparison';

interface AuComparisonProps {
  readonly units: readonly PackActionUnit[];
  readonly requested: readonly number[] | null;
  readonly realised: readonly number[] | null;
  /** What recognisers besides the pack's own read. */
  readonly readings: readonly AuReading[];
}

/** Asked and got, unit by unit: the difference is the first thing a researcher wants to see. */
export function AuComparison({ units, requested, realised, readings }: AuComparisonProps) {
  const pairs = compareAu(units, requested, realised, readings);
  const error = meanError(requested, realised);
  const measured = useMeasured().au;
  return (
    <section className="block" aria-labelledby="au-comparison-title">
      <h2 className="block-title" id="au-comparison-title">
        Asked and realised
      </h2>
      {requested === null && <p className="note">The text led this face; no action units were asked for.</p>}
      {realised === null && <p className="note">This model does not read action units back.</p>}
      {pairs.length === 0 ? (
        <p className="note">No action unit is asked for or shown.</p>
      ) : (
        <table className="au-table">
          <caption>
            <span className="au-key">
              <span className="dot asked" /> asked <span className="dot got" /> realised
              {measured && (
                <>
                  <span className="error-key" /> usual error
                </>
              )}
            </span>
          </caption>
          <thead>
            <tr>
              <th scope="col">Unit</th>
              <th scope="col">0 to 5</th>
              <th scope="col">Asked</th>
              <th scope="col">Got</th>
              {readings.map(({ reader, label }) => (
                <th key={reader} scope="col" className="reader" title={`Read by ${label}`}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pairs.map((pair) => (
              <AuPairRow key={pair.id} pair={pair} usualError={measured?.[pair.unit]?.mae_0_5 ?? null} />
            ))}
          </tbody>
        </table>
      )}
      {error !== null && (
        <p className="note">
          Mean difference over all units: <span className="readout">{(error * 5).toFixed(2)}</span> of 5
        </p>
      )}
    </section>
  );
}

interface AuPairRowProps {
  readonly pair: AuPair;
  /** Mean absolute error of the unit in the pack's report, 0–5. */
  readonly usualError: number | null;
}

function AuPairRow({ pair, usualError }: AuPairRowProps) {
  const { id, name, requested, realised, read } = pair;
  const vars: CSSProperties & Record<`--${string}`, number> = {
    '--asked': requested ?? 0,
    '--got': realised ?? 0,
    '--error': (usualError ?? 0) / 5,
  };
  return (
    <tr>
      <th scope="row" title={name}>
        {id}
      </th>
      <td>
        <span className="au-bar" style={vars} aria-hidden="true">
          {requested !== null && usualError !== null && <span className="error" />}
          {requested !== null && realised !== null && <span className="span" />}
          {requested !== null && <span className="dot asked" />}
          {realised !== null && <span className="dot got" />}
        </span>
      </td>
      <td className="readout" title={requested === null || usualError === null ? undefined : `± ${usualError.toFixed(1)}: the model’s usual error`}>
        {onFive(requested)}
      </td>
      <td className="readout">{onFive(realised)}</td>
      {read.map((intensity, i) => (
        <td key={i} className="readout">
          {onFive(intensity)}
        </td>
      ))}
    </tr>
  );
}

function onFive(intensity: number | null): string {
  return intensity === null ? '–' : (intensity * 5).toFixed(1);
}
