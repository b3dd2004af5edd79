import { abilities } from '../../domain/packs/abilities';
import type { PackManifest } from '../../domain/packs/manifest';
import type { Face } from '../../domain/face/face';
import { AuComparison } from './AuComparison';
import { PseudoLabelReading } from './PseudoLabelReading';
import { RecipeReading } from './RecipeReading';

interface ReadingPanelProps {
  readonly face: Face | null;
  readonly manifest: PackManifest | null;
  /** True where the panel's settings are no longer the ones that made this face. */
  readonly draftDiffers: boolean;
}

/** What the face on the stage turned out to be, beside what was asked for. */
export function ReadingPanel({ face, manifest, draftDiffers }: ReadingPanelProps) {
  const labels = manifest && abilities(manifest).labels;
  if (!face) {
    return (
      <div className="empty">
        <p>Here the finished face is read: which expression is recognised and how surely, and which action units it shows beside the ones asked for.</p>
      </div>
    );
  }
  const { label } = face;
  const readings = label.auReadings ?? [];
  return (
    <>
      <PseudoLabelReading label={label} requested={face.recipe.expression} lacking={labels?.can === false ? labels.reason : null} />
      {manifest && (manifest.auColumns > 0 || readings.length > 0) && (
        <AuComparison units={manifest.actionUnits} requested={face.requestedAu} realised={label.realisedAu} readings={readings} />
      )}
      <RecipeReading face={face} draftDiffers={draftDiffers} />
    </>
  );
}
