import { useMemo } from 'react';
import type { PackManifest } from '../../domain/packs/manifest';
import type { Recipe } from '../../domain/recipe/recipe';
import { planStrip, stripProblem } from '../../domain/strips/plan';
import type { Face } from '../../domain/face/face';
import { StripForm } from './StripForm';
import { StripGrid } from './StripGrid';
import { forecastText, progressText } from './describe';
import { closeStrips, stopStrip, useStrips } from './store';
import '../../styles/strips.css';

interface StripViewProps {
  readonly manifest: PackManifest;
  readonly draft: Recipe;
  /** Why no face can be made now; empty where one can. */
  readonly reasons: readonly string[];
  /** How long a step of the last face took in ms; null where none was made. */
  readonly stepMs: number | null;
  readonly onMake: () => void;
  readonly onDownload: () => void;
  readonly onOpen: (face: Face) => void;
}

/** The stage as a bench for strips: what varies, and the faces as they come. */
export function StripView({ manifest, draft, reasons, stepMs, onMake, onDownload, onOpen }: StripViewProps) {
  const request = useStrips((state) => state.request);
  const run = useStrips((state) => state.run);
  const running = run?.status === 'running';
  const problem = stripProblem(request, draft);
  const steps = useMemo(() => {
    const { cells } = planStrip(request, draft, new Set(manifest.actionUnits.map(({ id }) => id)));
    return cells.map(({ recipe }) => recipe.steps);
  }, [request, draft, manifest]);
  const why = problem === null ? reasons : [problem, ...reasons];
  return (
    <section className="strips" aria-label="Strips and grids">
      <StripForm request={request} units={manifest.actionUnits} />
      <div className="strip-buttons">
        {running ? (
          <button type="button" className="button" disabled={run.stopping} onClick={stopStrip}>
            Stop strip
          </button>
        ) : (
          <button type="button" className="button primary" disabled={why.length > 0} aria-describedby="strip-state" onClick={onMake}>
            Make strip
          </button>
        )}
        {run && run.faces.length > 0 && (
          <button type="button" className="button" onClick={onDownload}>
            Download grid
          </button>
        )}
        <button type="button" className="button quiet" onClick={closeStrips}>
          Back to the face
        </button>
        <div className="run-state" id="strip-state">
          {running ? (
            <>
              <progress aria-label="Strip" max={run.plan.cells.length} value={run.faces.length} />
              <span className="readout">{progressText(run)}</span>
            </>
          ) : why.length > 0 ? (
            why.map((reason) => <p key={reason}>{reason}</p>)
          ) : (
            <p>{forecastText(steps, stepMs)}</p>
          )}
        </div>
      </div>
      {run ? (
        <StripGrid run={run} size={manifest.image} onOpen={onOpen} />
      ) : (
        <p className="note strip-teaching">
          A strip takes the recipe on the panel and changes one thing from face to face: an action unit from 0 to 5, guidance, AU strength,
          the steps, the seed or the class. A grid sets two of these against each other. Every face is kept; press one to open it.
        </p>
      )}
      {run && !running && <p className="note strip-end">{progressText(run)}</p>}
    </section>
  );
}
