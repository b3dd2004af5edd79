import { DomainError } from '../../domain/errors';
import { parseManifest } from '../../domain/packs/parseManifest';
import { keptPlace } from '../../domain/packs/place';
import { engine } from '../../engine/client';
import { shippedPackUrl } from '../../engine/packSource';
import { pageWithPack, resolvePackUrl } from '../../engine/pageParameters';
import { packFromFolder, packFromZip, type OpenedFiles } from '../../features/packs/openFiles';

/** Opens the page anew with another pack: one model in memory, and nothing of the former one is left. */
export function loadPlace(place: string): void {
  location.assign(pageWithPack(location.href, place === shippedPackUrl ? null : place));
}

/** @throws DomainError `pack-unreachable`, `pack-invalid` or `pack-version`, before the loaded pack is given up */
export async function loadFromAddress(address: string): Promise<void> {
  const place = resolvePackUrl(pageWithPack(location.href, address.trim()), import.meta.env.BASE_URL);
  if (new URL(place).origin !== location.origin) {
    throw new DomainError('pack-unreachable', 'The studio asks no other host for anything, so that nothing leaves this tab. Download the pack and open its zip or folder.');
  }
  const response = await fetch(new URL('pack.json', place)).catch(() => null);
  if (!response?.ok) {
    throw new DomainError('pack-unreachable', `There is no pack.json at ${place} (${response ? `HTTP ${response.status}` : 'no answer'}). Check the address: it names the folder.`);
  }
  parseManifest(await response.text());
  loadPlace(place);
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
