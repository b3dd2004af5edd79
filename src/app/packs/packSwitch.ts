import { keptPlace } from '../../domain/packs/place';
import { engine } from '../../engine/client';
import { shippedPackUrl } from '../../engine/packSource';
import { pageWithPack } from '../../engine/pageParameters';
import { packFromFolder, packFromZip, type OpenedFiles } from '../../features/packs/openFiles';

/** Opens the page anew with another pack: one model in memory, and nothing of the former one is left. */
export function loadPlace(place: string): void {
  location.assign(pageWithPack(location.href, place === shippedPackUrl ? null : place));
}

export async function loadFromFolder(files: readonly File[]): Promise<void> {
  await loadFiles(packFromFolder(files));
}

export async function loadFromZip(zip: File): Promise<void> {
  await loadFiles(await packFromZip(zip));
}

async function loadFiles({ name, files }: OpenedFiles): Promise<void> {
  const place = keptPlace(name);
  await engine.keepPack(place, files);
  loadPlace(place);
}
