import { useEffect, useMemo, useState } from 'react';
import type { PackActionUnit } from '../../domain/packs/manifest';
import { ClassBars } from '../../library/ClassBars';
import { Histogram } from '../../library/Histogram';
import { countClasses, histogram, mean } from '../../library/distributions';
import { inSlices } from '../../library/slices';
import type { FaceSummary } from '../../storage/summary';
import { BarRow } from '../../ui/BarRow';
import { LookShares } from './LookShares';
import { strengthIn } from './filters';

const BINS = 10;
const UNITS_SHOWN = 12;
/** Intensity A and above counts as shown. */
const PRESENT = 0.1;

interface DistributionsProps {
  /** The faces that pass the filters. */
  readonly faces: readonly FaceSummary[];
  readonly units: readonly PackActionUnit[];
}

/** How classes, confidence, action units and looks are spread over the faces shown. */
export function Distributions({ faces, units }: DistributionsProps) {
  const confidence = useMemo(() => faces.map((face) => face.confidence), [faces]);
  const average = mean(confidence);
  return (
    <div className="distributions">
      <section className="block" aria-labelledby="classes-title">
        <h3 className="block-title" id="classes-title">
          Classes
        </h3>
        <ClassBars caption="Recognised" counts={countClasses(faces.map((face) => face.recognised))} />
        <ClassBars caption="Requested" counts={countClasses(faces.flatMap((face) => face.requested ?? []))} />
      </section>
      <section className="block" aria-labelledby="confidence-title">
        <h3 className="block-title" id="confidence-title">
          Confidence
        </h3>
        <Histogram title="Calibrated" counts={histogram(confidence, BINS)} summary={average === null ? '–' : `mean ${average.toFixed(2)}`} />
      </section>
      <UnitShares faces={faces} units={units} />
      <LookShares faces={faces} />
    </div>
  );
}

/** The units that most faces show, with the share of faces and the mean intensity in them. */
function UnitShares({ faces, units }: DistributionsProps) {
  const [rows, setRows] = useState<readonly UnitRow[]>([]);
  useEffect(() => inSlices(strongest(faces, units), setRows), [faces, units]);
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

interface UnitRow {
  readonly unit: PackActionUnit;
  /** Of the faces that were read. */
  readonly share: number;
  /** Mean where it is shown, 0–1. */
  readonly strength: number;
}

/** Faces between two looks at the clock. */
const FACES_A_TURN = 100;

/** Goes through the faces once, bit by bit: a hundred thousand times fifty units are no matter of a moment. */
function* strongest(faces: readonly FaceSummary[], units: readonly PackActionUnit[]): Generator<void, readonly UnitRow[]> {
  const sums = units.map((unit) => ({ unit, shown: 0, strength: 0 }));
  let read = 0;
  for (const [i, { au }] of faces.entries()) {
    if (i % FACES_A_TURN === 0) yield;
    if (au === null) continue;
    read += 1;
    for (const sum of sums) {
      const strength = strengthIn(au, sum.unit);
      if (strength < PRESENT) continue;
      sum.shown += 1;
      sum.strength += strength;
    }
  }
  return sums
    .filter(({ shown }) => shown > 0)
    .map(({ unit, shown, strength }) => ({ unit, share: shown / read, strength: strength / shown }))
    .sort((a, b) => b.share - a.share)
    .slice(0, UNITS_SHOWN);
}
