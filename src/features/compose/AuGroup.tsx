import { useId } from 'react';
import { countActive } from './auEdits';
import { AuRows, type AuRowsProps } from './AuRows';

interface AuGroupProps extends AuRowsProps {
  readonly name: string;
  readonly open: boolean;
  readonly onToggle: () => void;
}

export function AuGroup({ name, open, onToggle, ...rows }: AuGroupProps) {
  const listId = useId();
  const { units, au } = rows;
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
        <AuRows {...rows} />
      </div>
    </div>
  );
}
