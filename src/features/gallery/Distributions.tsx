import { useCallback } from 'react';
import type { PackActionUnit } from '../../domain/packs/manifest';
import { ClassBars } from '../../library/ClassBars';
import { Histogram } from '../../library/Histogram';
import { useInSlices } from '../../library/slices';
import type { FaceSummary } from '../../storage/summary';
import { BarRow } from '../../ui/BarRow';
import { countOf } from '../../ui/format';
import { LookShares } from './LookShares';
import { spread, type Spread, type UnitShare } from './spread';

interface DistributionsProps {
  /** The faces that pass the filters. */
  readonly faces: readonly FaceSummary[];
  readonly units: readonly PackActionUnit[];
}

/** How classes, confidence, action units and looks are spread over the faces shown. */
export function Distributions({ faces, units }: DistributionsProps) {
  const spreading = useCallback(() => spread(faces, units), [faces, units]);
  const found = useInSlices<Spread | null>(spreading, null);
  if (found === null) return null;
  const { recognised, unlabelled, requested, confidence, mean, unitShares, looks } = found;
  return (
    <div className="distributions">
      <section className="block" aria-labelledby="classes-title">
        <h3 className="block-title" id="classes-title">
          Classes
        </h3>
        <ClassBars caption="Recognised" counts={recognised} />
        {unlabelled > 0 && <p className="note">{`${countOf(unlabelled, 'face')} without a label.`}</p>}
        <ClassBars caption="Requested" counts={requested} />
      </section>
      <section className="block" aria-labelledby="confidence-title">
        <h3 className="block-title" id="confidence-title">
          Confidence
        </h3>
        <Histogram title="Calibrated" counts={confidence} summary={mean === null ? '–' : `mean ${mean.toFixed(2)}`} />
      </section>
      <UnitShares rows={unitShares} />
      <LookShares groups={looks} />
    </div>
  );
}

/** The units that most faces show, with the share of faces and the mean intensity in them. */
function UnitShares({ rows }: { readonly rows: readonly UnitShare[] }) {
  return (
    <section className="block" aria-labelledby="units-title">
      <h3 className="block-title" id="units-title">
        Action units
      </h3>
      {rows.length === 0 ? (
        <p className="note">No action unit is read in these faces.</p>
      ) : (
        <table className="bars">
          <caption>
            <span>Share of faces that show the unit</span>
            <span>mean of 5</span>
          </caption>
          <tbody>
            {rows.map(({ unit, share, strength }) => (
              <BarRow key={unit.id} name={unit.id} title={unit.name} share={share} readouts={[`${Math.round(share * 100)} %`, (strength * 5).toFixed(1)]} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
