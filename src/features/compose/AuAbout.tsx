import { facsUnit } from '../../domain/facs/actionUnits';
import { rivalsOf } from '../../domain/facs/conflicts';
import type { PackActionUnit } from '../../domain/packs/manifest';

interface AuAboutProps {
  readonly id: string;
  readonly unit: PackActionUnit;
}

/** What a unit is, under its slider for as long as it is wanted there: it covers nothing and needs no pointer. */
export function AuAbout({ id, unit }: AuAboutProps) {
  const facs = facsUnit(unit.id);
  const rivals = rivalsOf(unit.id);
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
        </dl>
      )}
    </div>
  );
}
