import { VERDICTS_PATH } from '../../domain/library/setLibrary';
import { verdictsText } from '../../domain/library/verdicts';
import { admitPlace, foreignOrigin } from '../../domain/packs/place';
import { startPictures } from '../../engine/pictures';
import { setAddress, setAtAddress } from '../../engine/setAddress';
import { setInFolder } from '../../files/setFolder';
import { useOpenSet } from '../../library/openSet';
import { openSet } from '../../library/readSet';
import type { SetReader } from '../../domain/library/setReader';
import { allowOrigin, allowedOrigins } from '../../storage/allowedOrigins';
import { announce } from '../../ui/notices';
import { saveFile } from '../../ui/saveFile';

/** Merged sets that are looked through where they lie. */

/** Opens the set at an address. @returns the host that has to be allowed first; null where the set is open @throws SetError, SynthesisError, DomainError */
export async function openAddress(typed: string): Promise<string | null> {
  const address = setAddress(typed, location.href);
  const allowed = await allowedOrigins();
  if (URL.canParse(address)) {
    const origin = foreignOrigin(address, location.origin);
    if (origin !== null && !allowed.includes(origin)) return origin;
  }
  admitPlace(address, location.origin, allowed, 'set');
  await opened(setAtAddress(address));
  return null;
}

export async function allowAndOpen(origin: string, address: string): Promise<void> {
  await allowOrigin(origin);
  await openAddress(address);
}

export async function openFolder(files: readonly File[]): Promise<void> {
  await opened(setInFolder(files));
}

/** Hands what was said of the open set's faces to the browser's downloads, to lie beside the set. */
export function saveVerdicts(): void {
  saveFile(VERDICTS_PATH, new Blob([verdictsText(useOpenSet.getState().curations)], { type: 'application/x-ndjson' }));
}

async function opened(reader: SetReader): Promise<void> {
  const decoder = startPictures();
  try {
    await openSet(reader, decoder);
  } catch (error) {
    reader.close();
    decoder.close();
    throw error;
  }
  const { set } = useOpenSet.getState();
  if (set) announce(`The set ${set.index.name} is open, ${String(set.index.faces)} faces.`);
}
