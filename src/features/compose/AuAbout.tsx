import { facsUnit } from '../../domain/facs/actionUnits';
import { rivalsOf } from '../../domain/facs/conflicts';
import type { PackActionUnit } from '../../domain/packs/manifest';
import { useMeasured } from '../../engine/packReport';

interface AuAboutProps {
  readonly id: string;
  readonly unit: PackActionUnit;
}

/** What a unit is, under its slider for as long as it is wanted there: it covers nothing and needs no pointer. */
export function AuAbout({ id, unit }: AuAboutProps) {
  const facs = facsUnit(unit.id);
  const rivals = rivalsOf(unit.id);
  const measured = useMeasured().au?.[unit.id];
  return (
    <div className="au-about" id={id}>
      {facs && (
        <dl>
          <dt>Looks</dt>
          <dd>{facs.looks}</dd>
          <dt>{facs.group === 'head' ? 'Moved by' : 'Muscle'}</dt>
          <dd>{facs.muscle}</dd>
          {facs.arkit.length > 0 && (
            <>
              <dt>ARKit</dt>
              <dd className="code">{facs.arkit.join(', ')}</dd>
            </>
          )}
          {rivals.length > 0 && (
            <>
              <dt>Works against</dt>
              <dd>{rivals.join(', ')}</dd>
            </>
          )}
          {measured && measured.pearson_r !== null && measured.mae_0_5 !== null && (
            <>
              <dt>Measured</dt>
              <dd>
                follows the slider with r {measured.pearson_r.toFixed(2)}, {measured.mae_0_5.toFixed(2)} of 5 off on average
              </dd>
            </>
          )}
        </dl>
      )}
    </div>
  );
}
