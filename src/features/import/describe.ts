import { describeUnfinished, type Unfinished } from '../../domain/png/unfinished';
import { isStorageFull } from '../../storage/room';

/** How many faces of a set are new here, were here and have had curation added, were here and have it all, or are lost. */
interface Counts {
  readonly added: number;
  readonly merged: number;
  readonly known: number;
  readonly lost: number;
  /** Of the new ones those that the set has archived, which the gallery does not show as it comes. */
  readonly archived: number;
}

export function importedText(file: string, { added, merged, known, archived }: Omit<Counts, 'lost'>): string {
  const here = merged + known;
  const away = archived === 0 ? '' : ` ${archived === added ? 'Archived' : `${archived.toLocaleString('en')} of them archived`}, as in the set: the gallery shows archived faces by its filter.`;
  const broughtBack = `${added === 0 && here > 0 ? 'No new face' : faces(added)} brought back from ${file}.${away}`;
  if (here === 0) return broughtBack;
  const stayed = `${faces(here)} ${here === 1 ? 'was here already and stays as it is' : 'were here already and stay as they are'}`;
  return `${broughtBack} ${stayed}${merged === 0 ? '' : `; stars, tags, boards or verdicts of the set were added to ${merged.toLocaleString('en')} of them`}.`;
}

/** What a recipe from a file was put to, and why the picture that it came in is not kept as a face. */
export function restoredText(file: string, unfinished: Unfinished | null): string {
  const restored = `Settings restored from ${file}.`;
  return unfinished ? `${restored} Its picture is that of a stopped run (${describeUnfinished(unfinished)}) and is not kept.` : restored;
}

/** What became of the faces of pictures. */
export function picturesText({ added, known }: Pick<Counts, 'added' | 'known'>): string {
  const here = `${faces(known)} ${known === 1 ? 'was' : 'were'} here already.`;
  if (added === 0) return here;
  const kept = `${faces(added)} kept and labelled anew: a picture holds neither its steps nor what was said about it.`;
  return known === 0 ? kept : `${kept} ${here}`;
}

/** What an import could not bring back, and why; null where it brought back everything. */
export function lostText(file: string, { added, merged, known, lost }: Omit<Counts, 'archived'>): string | null {
  if (lost === 0) return null;
  return `${faces(lost)} of ${added + merged + known + lost} in ${file} could not be brought back: damaged, from a newer version of the studio, or with the picture packed inside a shard. Faces come back from the formats that keep every picture as a file.`;
}

/** Why an import ended early, in words that say what to do. */
export function importFailure(file: string, error: unknown): Error {
  if (isStorageFull(error)) {
    return new Error(`This browser's storage was full before all of ${file} was read. Delete faces in the gallery and open the file again.`, { cause: error });
  }
  const why = error instanceof Error ? error.message : String(error);
  return new Error(`${file} could not be imported. ${why}`, { cause: error });
}

function faces(count: number): string {
  return count === 1 ? '1 face' : `${count.toLocaleString('en')} faces`;
}
