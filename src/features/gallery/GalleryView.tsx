import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { PackActionUnit } from '../../domain/packs/manifest';
import { toggleStars } from '../../library/changes';
import { useOpenSet } from '../../library/openSet';
import { useShown } from '../../library/shown';
import { facesAtHand, readLibrary } from '../../library/store';
import { useNearDuplicates, type DuplicateGroups } from '../../library/useNearDuplicates';
import type { FaceSummary } from '../../storage/summary';
import { Tabs, type Tab } from '../../ui/Tabs';
import { useMediaQuery } from '../../ui/useMediaQuery';
import { Distributions } from './Distributions';
import { EmptyGallery } from './EmptyGallery';
import { ExportButton } from './ExportButton';
import { FaceGrid } from './FaceGrid';
import { FilterPanel } from './FilterPanel';
import { GalleryBar } from './GalleryBar';
import { MapView } from './map/MapView';
import { SelectionBar } from './SelectionBar';
import { useGallery } from './store';
import { useShownFaces } from './useShownFaces';

interface GalleryViewProps {
  /** Opens a merged set in place of the kept faces, and says what is open. */
  readonly sets: ReactNode;
  readonly units: readonly PackActionUnit[];
  /** Puts a face on the stage. */
  readonly onOpen: (id: string) => void;
  readonly onDelete: (ids: readonly string[]) => void;
  readonly onExport: (ids: readonly string[]) => void;
}

/** Every kept face, to be looked through, put in order and thinned out. */
export function GalleryView(props: GalleryViewProps) {
  useEffect(readLibrary, []);
  const set = useOpenSet((state) => state.set);
  const status = useShown((state) => state.status);
  const faces = useShown((state) => state.faces);
  const atHand = useShown(facesAtHand);
  const archive = useGallery((state) => state.filters.archive);
  const { groups: duplicates, comparing } = useNearDuplicates(archive === 'without' ? atHand : faces);
  const shown = useShownFaces(duplicates, props.units);
  const chosen = useChosenIds(shown ?? NONE_SHOWN);
  useEffect(() => useGallery.setState({ chosen }), [chosen]);
  const empty = faces.length === 0;
  return (
    <main className="gallery">
      <GalleryBar empty={empty}>
        {set === null && <ExportButton shown={shown ?? NONE_SHOWN} chosen={chosen} onExport={props.onExport} />}
      </GalleryBar>
      {props.sets}
      {!empty && shown === null && <p className="empty gallery-none">{`Putting ${String(faces.length)} faces in order …`}</p>}
      {!empty && shown !== null && <Faces {...props} duplicates={duplicates} comparing={comparing} shown={shown} chosen={chosen} />}
      {empty && status === 'ready' && <EmptyGallery />}
      {status === 'unread' && <p className="empty gallery-none">{set === null ? 'Reading the faces kept in this browser …' : 'Reading the set …'}</p>}
      {status === 'failed' && <p className="empty gallery-none">The faces kept in this browser cannot be read: its storage is closed to this page.</p>}
    </main>
  );
}

type PanelId = 'faces' | 'filters' | 'distributions';

const PANELS: readonly Tab<PanelId>[] = [
  { id: 'faces', label: 'Faces' },
  { id: 'filters', label: 'Filters' },
  { id: 'distributions', label: 'Distributions' },
];

const NARROW = '(max-width: 1099px)';

interface FacesProps extends GalleryViewProps {
  readonly duplicates: DuplicateGroups;
  readonly comparing: boolean;
  readonly shown: readonly FaceSummary[];
  readonly chosen: readonly string[];
}

/** Filters, grid and distributions side by side, or as tabs where there is no room. */
function Faces({ units, duplicates, comparing, shown, chosen, onOpen, onDelete }: FacesProps) {
  const narrow = useMediaQuery(NARROW);
  const layout = useGallery((state) => state.layout);
  const [panel, setPanel] = useState<PanelId>('faces');

  const panels: Record<PanelId, ReactNode> = {
    filters: <FilterPanel units={units} shown={shown.length} comparing={comparing} />,
    faces: (
      <>
        {shown.length === 0 && <NoneShown />}
        {shown.length > 0 && layout === 'map' && <MapView shown={shown} duplicates={duplicates} onOpen={onOpen} />}
        {shown.length > 0 && layout === 'grid' && (
          <FaceGrid faces={shown} duplicates={duplicates} onOpen={onOpen} onDelete={onDelete} onStar={(ids) => void toggleStars(ids)} />
        )}
        <SelectionBar ids={chosen} />
      </>
    ),
    distributions: <Distributions faces={shown} units={units} />,
  };

  if (narrow) {
    return (
      <>
        <Tabs label="Gallery panels" tabs={PANELS} selected={panel} onSelect={setPanel} />
        <div
          className={panel === 'faces' ? 'gallery-faces' : 'tab-panel scroll'}
          role="tabpanel"
          id={`panel-${panel}`}
          aria-labelledby={`tab-${panel}`}
          tabIndex={panel === 'faces' ? -1 : 0}
        >
          {panels[panel]}
        </div>
      </>
    );
  }
  return (
    <div className="gallery-columns">
      <section className="column scroll" aria-label="Filter the faces">
        {panels.filters}
      </section>
      <section className="gallery-faces" aria-label="Kept faces">
        {panels.faces}
      </section>
      <section className="column scroll" aria-label="Distributions" tabIndex={0}>
        {panels.distributions}
      </section>
    </div>
  );
}

function NoneShown() {
  const allArchived = useShown((state) => facesAtHand(state).length === 0);
  const without = useGallery((state) => state.filters.archive === 'without');
  return (
    <p className="empty gallery-none">
      {allArchived && without ? 'Every face is archived. “Archived only”, among the filters, shows them.' : 'No face passes the filters.'}
    </p>
  );
}

const NONE_SHOWN: readonly FaceSummary[] = [];
const NONE_CHOSEN: readonly string[] = [];

/** The chosen faces that are shown, in the order shown: a filter takes what it hides out of every command. */
function useChosenIds(shown: readonly { readonly id: string }[]): readonly string[] {
  const { ids } = useGallery((state) => state.selection);
  return useMemo(() => (ids.size === 0 ? NONE_CHOSEN : shown.map(({ id }) => id).filter((id) => ids.has(id))), [shown, ids]);
}
