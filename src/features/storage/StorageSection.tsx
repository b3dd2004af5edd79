import { DeleteEverything } from './DeleteEverything';
import { Persistence } from './Persistence';
import { SetAsideList } from './SetAsideList';
import { UsageTable } from './UsageTable';
import { useStorageUse } from './useStorageUse';

interface StorageSectionProps {
  /** Address of the pack that is loaded. */
  readonly loadedPack: string;
  /** Layout pictures that the user opened. */
  readonly picturesInMemory: number;
  /** Why nothing may be taken away now; null where it may. */
  readonly busy: string | null;
  readonly onDeleteEverything: () => void;
}

/** What this browser keeps for the studio, how safely, and what can go. */
export function StorageSection({ loadedPack, picturesInMemory, busy, onDeleteEverything }: StorageSectionProps) {
  const { data: use, isError } = useStorageUse();
  return (
    <section className="page-section" aria-labelledby="storage-title">
      <h3 id="storage-title">Storage</h3>
      {isError && <p>What is kept cannot be read: this browser's storage is closed to this page.</p>}
      {use && (
        <>
          <Persistence use={use} />
          <UsageTable use={use} loadedPack={loadedPack} busy={busy !== null} />
          <p className="note">
            {picturesInMemory === 0 ? 'No layout picture is open.' : `Layout pictures: ${picturesInMemory}, in memory only.`} They are never stored and are gone with the tab. Sizes of
            faces and steps are estimated from a few of them.
          </p>
          <SetAsideList aside={use.setAside} />
          <DeleteEverything faces={use.faces.count} busy={busy} onDelete={onDeleteEverything} />
        </>
      )}
    </section>
  );
}
