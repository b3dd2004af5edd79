import { COLOURINGS } from './colouring';
import type { Dot } from './draw';
import type { Placement } from './placement';

interface MapLegendProps {
  readonly placed: Placement;
  readonly onSelect: (ids: readonly string[]) => void;
}

/** The groups by letters, colour and count: what the map shows, without it, and a way to choose a group or what lies far from it. */
export function MapLegend({ placed: { colouring, members, astray }, onSelect }: MapLegendProps) {
  const { groups, byClass } = COLOURINGS[colouring];
  return (
    <table className="map-legend">
      <caption>{byClass ? 'Outliers lie nearer to the middle of another group.' : 'Faces in each range'}</caption>
      <thead>
        <tr>
          <th scope="col">Group</th>
          <th scope="col">Faces</th>
          {byClass && <th scope="col">Outliers</th>}
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group.id}>
            <th scope="row">
              <span className={`swatch ${group.className}`} data-group={group.id} aria-hidden="true" /> <b>{group.mark}</b> {group.name}
            </th>
            <td>
              <ChooseButton what={group.name} dots={members.get(group.id) ?? []} onSelect={onSelect} />
            </td>
            {byClass && (
              <td>
                <ChooseButton what={`outliers of ${group.name}`} dots={astray.get(group.id) ?? []} onSelect={onSelect} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ChooseButtonProps {
  readonly what: string;
  readonly dots: readonly Dot[];
  readonly onSelect: (ids: readonly string[]) => void;
}

function ChooseButton({ what, dots, onSelect }: ChooseButtonProps) {
  if (dots.length === 0) return <span className="readout muted">0</span>;
  return (
    <button type="button" className="button quiet readout" aria-label={`Choose ${what}: ${dots.length}`} onClick={() => onSelect(dots.map(({ id }) => id))}>
      {dots.length}
    </button>
  );
}
