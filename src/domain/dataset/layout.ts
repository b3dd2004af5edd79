import type { Tally } from './tally';
import type { Split } from './splits';

/** The metadata's `file_name` is the picture's path from the root. Said as an expression, since mlcroissant compares a path with a text otherwise. */
export const WHOLE_PATH = '(.+)';

/**
 * Where a set's pictures and labels are, as Croissant is told. Globs and paths count from the set's root. `name` is a regular
 * expression whose first group finds the metadata's `file_name` in a picture's path.
 */
export type CroissantSource =
  | { readonly kind: 'files'; readonly metadata: string; readonly pictures: string; readonly name: string }
  | { readonly kind: 'shards'; readonly metadata: string; readonly shards: readonly { readonly path: string; readonly sha256: string; readonly bytes: number }[] }
  | { readonly kind: 'tables'; readonly tables: string };

/** What a layout says about itself to the dataset card and to Croissant. */
export interface LayoutDescription {
  readonly source: CroissantSource;
  /** Data files for Hugging Face `datasets`, from the root: of each split; or of all faces as one split "faces", where the layout keeps splits in one folder. */
  readonly dataFiles: ((split: Split) => string) | readonly string[];
  /** True where `datasets` finds one column for each of the metadata's. */
  readonly columns: boolean;
  /** Markdown: how the files are laid out, how to load them, and what this layout cannot say. */
  readonly usage: (tally: Tally) => string;
}
