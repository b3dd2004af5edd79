import { sidesOf } from '../../domain/facs/vector';
import type { PackActionUnit } from '../../domain/packs/manifest';
import type { AuIntensities } from '../../domain/recipe/recipe';
import { usePointedUnits } from '../../ui/pointedUnits';
import { AuRow } from './AuRow';
import { isSeparated, useCompose } from './store';

export interface AuRowsProps {
  readonly units: readonly PackActionUnit[];
  readonly au: AuIntensities;
  readonly realised: readonly number[] | null;
  readonly conflicts: ReadonlyMap<string, string>;
}

export function AuRows({ units, au, realised, conflicts }: AuRowsProps) {
  const separated = useCompose((state) => state.separated);
  const pointed = usePointedUnits((state) => state.units);
  return units.map((unit) => (
    <AuRow
      key={unit.id}
      unit={unit}
      value={au[unit.id]}
      separated={isSeparated(au, separated, unit.id)}
      realisedLeft={realisedAt(unit, realised, 'left')}
      realisedRight={realisedAt(unit, realised, 'right')}
      conflict={conflicts.get(unit.id)}
      lit={pointed.includes(unit.id)}
    />
  ));
}

function realisedAt(unit: PackActionUnit, realised: readonly number[] | null, side: 'left' | 'right'): number | null {
  return realised && sidesOf(realised, unit.columns)[side];
}
