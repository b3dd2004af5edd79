import { ownReader, pictureReading } from '../../domain/expressions/pictureUnits';
import type { PackManifest } from '../../domain/packs/manifest';
import { engine } from '../../engine/client';
import { withPictures } from '../../engine/pictures';
import { showReading } from '../../features/expressions/store';
import { listRecognisers } from '../../storage/recognisers';
import { announce, offer } from '../../ui/notices';
import { reporting } from '../shell/reporting';

const UNSTOPPED = new AbortController().signal;

/**
 * Offers to read the action units of a picture that carries no recipe.
 * @param why what the picture is, and what else can be done with it
 * @throws Error saying so where nothing here reads units
 */
export async function offerUnits(file: File, why: string, manifest: PackManifest): Promise<void> {
  const brought = await listRecognisers();
  if (ownReader(manifest) === null && !brought.some((each) => each.file.actionUnits)) {
    throw new Error(`${why} A recogniser that reads action units, added in the view Label, would set the sliders to what it shows.`);
  }
  offer(why, 'Read its action units', () => void reporting(() => readUnits(file, manifest)));
}

async function readUnits(file: File, manifest: PackManifest): Promise<void> {
  announce(`Reading ${file.name}.`);
  const pixels = await withPictures((pictures) => pictures.whole(file));
  const reading = pictureReading(await engine.labelPicture(pixels, UNSTOPPED), manifest);
  if (reading.tracks.length === 0) throw new Error(`${file.name}: no face was found in it.`);
  announce('');
  showReading(file.name, reading);
}
