import { useId } from 'react';
import type { PackActionUnit } from '../../domain/packs/manifest';
import type { AuIntensities } from '../../domain/recipe/recipe';
import { countActive } from './auEdits';
import { AuRow } from './AuRow';
import { isSeparated, useCompose } from './store';

interface AuGroupProps {
  readonly name: string;
  readonly units: readonly PackActionUnit[];
  readonly au: AuIntensities;
  readonly realised: readonly number[] | null;
  readonly conflicts: ReadonlyMap<string, string>;
  readonly open: boolean;
  readonly onToggle: () => void;
}

export function AuGroup({ name, units, au, realised, conflicts, open, onToggle }: AuGroupProps) {
  const separated = useCompose((state) => state.separated);
  const listId = useId();
  const active = countActive(Object.fromEntries(units.flatMap(({ id }) => (id in au ? [[id, au[id] ?? 0]] : []))));

  return (
    <div className="au-group">
      <h3>
        <button type="button" className="group-toggle" aria-expanded={open} aria-controls={listId} onClick={onToggle}>
          <span className="group-name">{name}</span>
          {active > 0 && <span className="count">{active} active</span>}
        </button>
      </h3>
      <div id={listId} hidden={!open}>
        {units.map((unit) => (
          <AuRow
            key={unit.id}
            unit={unit}
            value={au[unit.id]}
            separated={isSeparated(au, separated, unit.id)}
            realisedLeft={realisedAt(unit, realised, 'left')}
            realisedRight={realisedAt(unit, realised, 'right')}
            conflict={conflicts.get(unit.id)}
          />
        ))}
      </div>
    </div>
  );
}

function realisedAt(unit: PackActionUnit, realised: readonly number[] | null, side: 'left' | 'right'): number | null {
  if (!realised) return null;
  const column = 'both' in unit.columns ? unit.columns.both : unit.columns[side];
  return realised[column] ?? null;
}
