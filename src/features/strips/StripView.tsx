import { useMemo } from 'react';
import type { PackManifest } from '../../domain/packs/manifest';
import type { Recipe } from '../../domain/recipe/recipe';
import { planStrip } from '../../domain/strips/plan';
import type { Face } from '../../domain/face/face';
import { CommandButton } from '../../ui/CommandButton';
import { useCommand } from '../../ui/commands';
import { StripForm } from './StripForm';
import { StripGrid } from './StripGrid';
import { forecastText, progressText } from './describe';
import { useStrips } from './store';
import '../../styles/strips.css';

interface StripViewProps {
  readonly manifest: PackManifest;
  readonly draft: Recipe;
  /** How long a step of the last face took in ms; null where none was made. */
  readonly stepMs: number | null;
  readonly onOpen: (face: Face) => void;
}

/** The stage as a bench for strips: what varies, and the faces as they come. */
export function StripView({ manifest, draft, stepMs, onOpen }: StripViewProps) {
  const request = useStrips((state) => state.request);
  const run = useStrips((state) => state.run);
  const running = run?.status === 'running';
  const { hindrance } = useCommand('make-strip');
  const steps = useMemo(() => {
    const { cells } = planStrip(request, draft, new Set(manifest.actionUnits.map(({ id }) => id)));
    return cells.map(({ recipe }) => recipe.steps);
  }, [request, draft, manifest]);
  return (
    <section className="strips" aria-label="Strips and grids">
      <StripForm request={request} units={manifest.actionUnits} />
      <div className="strip-buttons">
        {running ? (
          <CommandButton command="stop" title="Stop, keeping the faces made so far">
            Stop strip
          </CommandButton>
        ) : (
          <CommandButton command="make-strip" className="button primary" title="Make the faces, one after the other" describedBy="strip-state">
            Make strip
          </CommandButton>
        )}
        {run && run.faces.length > 0 && (
          <CommandButton command="download-strip" title="Download all as one picture">
            Download grid
          </CommandButton>
        )}
        <CommandButton command="close-strips" className="button quiet" title="Show the face again; a strip that is being made goes on">
          Back to the face
        </CommandButton>
        <div className="run-state" id="strip-state">
          {running ? (
            <>
              <progress aria-label="Strip" max={run.plan.cells.length} value={run.faces.length} />
              <span className="readout">{progressText(run)}</span>
            </>
          ) : (
            <p>{hindrance ?? forecastText(steps, stepMs)}</p>
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
