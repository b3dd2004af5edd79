import type { PackManifest } from '../domain/packs/manifest';
import { importZip } from '../features/export/importExport';
import { importFailure, importedText, lostText } from '../features/import/describe';
import { isZip } from '../features/import/isZip';
import { showingProgress, useImport } from '../features/import/store';
import { alertError, announce } from '../ui/notices';
import { openRecipeFile, reporting } from './session';
import { goTo } from './view';

/** Opens what was chosen or dropped: a set of faces as a zip, or the recipe of a face or a file. */
export async function openFile(file: File, manifest: PackManifest): Promise<void> {
  await reporting(async () => {
    if (await isZip(file)) await importSet(file);
    else await openRecipeFile(file, manifest);
  });
}

/** Brings the faces of a zip into the gallery, and goes there to show them. */
async function importSet(file: File): Promise<void> {
  if (useImport.getState().current) {
    announce('Another set is being imported. Open this one when it is done.');
    return;
  }
  announce(`Importing ${file.name}.`);
  const summary = await showingProgress(file.name, (onProgress) => importZip(file, onProgress)).catch((error: unknown) => {
    announce('');
    throw importFailure(file.name, error);
  });
  announce(importedText(file.name, summary));
  const lost = lostText(file.name, summary);
  if (lost !== null) alertError(lost);
  if (summary.restored > 0) goTo('gallery');
}
