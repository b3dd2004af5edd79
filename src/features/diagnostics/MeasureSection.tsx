import { useEffect, useRef, useState } from 'react';
import { machineMarkdown, reportRows, type BackendReport } from '../../domain/machine/measurement';
import { measureBackends } from '../../engine/measureMachine';
import { isCancelled } from '../../engine/errors';
import { FiguresTable } from '../../ui/FiguresTable';
import { copyText } from '../../ui/copyText';
import { alertError, announce } from '../../ui/notices';

interface MeasureSectionProps {
  /** What the machine is, as lines for the report. */
  readonly machine: readonly string[];
  /** Why it should not be now, as a sentence: what runs beside a measurement falsifies it. Null where nothing does. */
  readonly busy: string | null;
}

/** How fast the loaded model is here, on every backend there is, as a report to pass on. */
export function MeasureSection({ machine, busy }: MeasureSectionProps) {
  const [doing, setDoing] = useState<string | null>(null);
  const [reports, setReports] = useState<readonly BackendReport[]>([]);
  const running = useRef<AbortController | null>(null);

  // Whoever leaves the view does not wait for it.
  useEffect(() => () => running.current?.abort(), []);

  const measure = async () => {
    const controller = new AbortController();
    running.current = controller;
    setDoing('it begins');
    try {
      setReports(await measureBackends(controller.signal, setDoing));
      announce('The machine is measured.');
    } catch (error) {
      if (!isCancelled(error)) alertError(error instanceof Error ? error.message : String(error));
    } finally {
      setDoing(null);
    }
  };
  const copy = async () => {
    if (await copyText(machineMarkdown(reports, machine))) announce('The report is copied.');
    else alertError('The browser did not let the report be copied.');
  };

  return (
    <section className="page-section" aria-labelledby="measure-title">
      <h3 id="measure-title">Speed</h3>
      <p>Loads the model once more on every backend of this browser and times it, step by step. It takes a minute or more; other work beside it slows it down.</p>
      <div className="row wrap">
        {doing === null ? (
          <button type="button" className="button" disabled={busy !== null} title={busy ?? undefined} onClick={() => void measure()}>
            Measure this machine
          </button>
        ) : (
          <>
            <button type="button" className="button" onClick={() => running.current?.abort()}>
              Stop measuring
            </button>
            <span role="status">Measuring, {doing}</span>
          </>
        )}
        {reports.length > 0 && (
          <button type="button" className="button" onClick={() => void copy()}>
            Copy the measurement
          </button>
        )}
      </div>
      {reports.length > 0 && (
        <FiguresTable label="Speed of this machine" columns={['Median', ...reports.map(({ backend }) => backend)]}>
          <tbody>
            {reportRows(reports).map(([what, ...values]) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                {values.map((value, index) => (
                  <td key={index} className="readout">
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </FiguresTable>
      )}
    </section>
  );
}
