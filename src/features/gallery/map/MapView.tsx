import { useCallback, useRef, useState } from 'react';
import { useShown } from '../../../library/shown';
import { useInSlices } from '../../../library/slices';
import { curationOf } from '../../../library/store';
import type { DuplicateGroups } from '../../../library/useNearDuplicates';
import type { FaceSummary } from '../../../storage/summary';
import { SelectField } from '../../../ui/SelectField';
import { optionsOf } from '../../../ui/options';
import { describeFace } from '../describeFace';
import { select, useGallery } from '../store';
import { MapCanvas, type DragMode } from './MapCanvas';
import { MapLegend } from './MapLegend';
import { COLOURINGS, type ColouringId, type Group } from './colouring';
import { placement, type Placement } from './placement';
import { useFaceMap } from './useFaceMap';
import '../../../styles/map.css';

const COLOUR_OPTIONS = optionsOf(Object.keys(COLOURINGS) as ColouringId[]);
const DRAG_OPTIONS: readonly { readonly value: DragMode; readonly text: string }[] = [
  { value: 'lasso', text: 'chooses faces' },
  { value: 'move', text: 'moves the map' },
];

interface MapViewProps {
  /** The faces that pass the filters; where they lie is a matter of all faces. */
  readonly shown: readonly FaceSummary[];
  readonly duplicates: DuplicateGroups;
  readonly onOpen: (id: string) => void;
}

/** Every shown face as a dot, near to those that the models read alike. What is chosen here is chosen in the grid. */
export function MapView({ shown, duplicates, onOpen }: MapViewProps) {
  const faces = useShown((state) => state.faces);
  const curations = useShown((state) => state.curations);
  const { ids: selected } = useGallery((state) => state.selection);
  const [colouring, setColouring] = useState<ColouringId>('recognised');
  const [mode, setMode] = useState<DragMode>('lasso');
  const root = useRef<HTMLDivElement>(null);
  const map = useFaceMap(faces);
  const placing = useCallback(
    function* (): Generator<void, Placement | null> {
      return map && (yield* placement(shown, map.places, colouring));
    },
    [shown, map, colouring],
  );
  const placed = useInSlices<Placement | null>(placing, null);

  const describe = (id: string) => {
    const face = shown.find((candidate) => candidate.id === id);
    return face ? describeFace(face, curationOf(curations, id), duplicates.has(id)) : '';
  };
  // The legend's swatches say what the colours are: CSS resolves them for the theme.
  const colourOf = useCallback((group: Group) => {
    const swatch = root.current?.querySelector(`[data-group="${group.id}"]`);
    return swatch ? getComputedStyle(swatch).backgroundColor : 'transparent';
  }, []);
  const choose = (ids: readonly string[], beside = false) =>
    select((now) => ({ ids: new Set(beside ? [...now.ids, ...ids] : ids), anchor: null }));

  if (!map || !placed) return <p className="empty gallery-none">Placing {faces.length} faces …</p>;
  return (
    <div className="face-map" ref={root}>
      <div className="map-bar row">
        <SelectField label="Colour by" value={colouring} options={COLOUR_OPTIONS} onChange={setColouring} />
        <SelectField label="A drag" value={mode} options={DRAG_OPTIONS} onChange={setMode} />
      </div>
      <MapCanvas
        points={placed.dots}
        centres={placed.centres}
        groups={COLOURINGS[placed.colouring].groups}
        mode={mode}
        selected={selected}
        describe={describe}
        colourOf={colourOf}
        onSelect={choose}
        onOpen={onOpen}
      />
      <div className="map-side" tabIndex={0} role="group" aria-label="Legend">
        <MapLegend placed={placed} onSelect={choose} />
        <p className="note">{map.description}</p>
      </div>
    </div>
  );
}
