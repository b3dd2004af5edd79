import type { AuLayout } from '../facs/vector';
import type { PackManifest } from '../packs/manifest';
import type { ExportSettings } from './settings';
import type { Place, SplitSizes } from './splits';
import type { Tally } from './tally';

/** A pack's manifest as far as an export needs it: names of AU columns. */
export type ExportPack = AuLayout & Pick<PackManifest, 'id'>;

/** What is to be exported. */
export interface ExportOrder {
  /** Faces by id, in the order they are written. */
  readonly ids: readonly string[];
  /** Where those of them belong that can be read: as the person saw before the export began. */
  readonly places: ReadonlyMap<string, Place>;
  /** Faces that each split will get: shards are cut by it. */
  readonly expected: SplitSizes;
  readonly settings: ExportSettings;
  /** Packs that are at hand. */
  readonly packs: readonly ExportPack[];
}

export interface ExportProgress {
  /** Faces looked at so far, and how many there are. */
  readonly done: number;
  readonly total: number;
}

export interface ExportSummary {
  readonly tally: Pick<Tally, 'counts' | 'excluded' | 'unnamedUnits'>;
  readonly files: number;
  readonly bytes: number;
  /** The zip, where no target was given: to be downloaded. It takes room in this browser until the next export. */
  readonly file: File | null;
}
