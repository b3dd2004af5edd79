import { UNTOUCHED } from '../../domain/curation/curation';
import type { DecodeFace } from '../../domain/dataset/readExport';
import type { PackManifest } from '../../domain/packs/manifest';
import { readTemplate } from '../../domain/png/templateChunk';
import { recipeId } from '../../domain/recipe/canonical';
import type { Recipe } from '../../domain/recipe/recipe';
import type { Timeline } from '../../domain/timeline/timeline';
import { engine } from '../../engine/client';
import { withPictures } from '../../engine/pictures';
import { importZip } from '../../features/export/importExport';
import { showReading } from '../../features/expressions/store';
import { importFailure, importedText, lostText, picturesText, restoredText } from '../../features/import/describe';
import { isZip } from '../../features/import/isZip';
import { readRecipeFile } from '../../features/import/readRecipeFile';
import { showingProgress, useImport } from '../../features/import/store';
import { closeStrips } from '../../features/strips/store';
import { openTimeline } from '../../features/timeline/store';
import { loadSummaries } from '../../storage/faces';
import { importFace } from '../../storage/importing';
import { alertError, announce } from '../../ui/notices';
import { logEvent } from '../diagnostics/log';
import { openRecipe } from '../recipes/openRecipe';
import { goTo } from '../shell/view';
import { offerForeign } from './offerForeign';
import { offerUnits } from './offerUnits';

/**
 * Opens what was chosen or dropped, one file after the other: sets of faces as zips, faces as PNGs, recipes, expressions of other
 * tools. A face is kept; one that comes alone puts its settings on the panel as well. Expressions are shown before anything is made of them.
 */
export async function openFiles(files: readonly File[], manifest: PackManifest): Promise<void> {
  await withPictures((pictures) => openAll(files, manifest, (png, { pack }) => pictures.face(png, pack === manifest.id ? manifest.image : undefined)));
}

async function openAll(files: readonly File[], manifest: PackManifest, decode: DecodeFace): Promise<void> {
  const alone = files.length === 1;
  const faces = { added: 0, known: 0 };
  const refusals: string[] = [];
  const open = async (file: File) => {
    if (await isZip(file)) return importSet(file, decode);
    const opened = await readRecipeFile(file);
    if (opened.kind === 'foreign') return offerForeign(file.name, opened.picture);
    if (opened.kind === 'picture') {
      // One is offered to be read; of many each is named.
      if (!alone) throw new Error(opened.why);
      return offerUnits(file, opened.why, manifest);
    }
    if (opened.kind === 'timeline') return openKeys(opened.timeline, file.name);
    if (opened.kind === 'expressions') return showReading(file.name, opened.reading);
    const { recipe, face, unfinished } = opened;
    const restored = alone || !face ? restoredText(file.name, unfinished) : '';
    if (restored) {
      openRecipe(recipe, manifest);
      announce(restored);
    }
    if (!face) return;
    faces[await keepPicture(face, recipe, manifest, decode, file.name)] += 1;
    announce(`${restored} ${picturesText(faces)}`.trim());
  };
  for (const file of files) {
    await open(file).catch((error: unknown) => {
      const refusal = error instanceof Error ? error.message : String(error);
      logEvent(`error: ${refusal}`);
      refusals.push(refusal);
    });
  }
  tellRefusals(refusals, files.length);
  if (!alone && faces.added + faces.known > 0) goTo('gallery');
}

/** Puts saved keys on the timeline, and goes there. */
function openKeys(timeline: Timeline, file: string): void {
  goTo('studio');
  closeStrips();
  openTimeline(timeline);
  announce(`${file} is on the timeline as ${String(timeline.keys.length)} keys.`);
}

/** However many files are refused, it is said once. */
function tellRefusals(refusals: readonly string[], files: number): void {
  const [only] = refusals;
  if (refusals.length === 1 && only !== undefined) alertError(only);
  else if (refusals.length > 1) alertError(`${refusals.length.toLocaleString('en')} of ${files.toLocaleString('en')} files were not opened:`, refusals);
}

/** Keeps the face of a picture, labelled anew, unless it is kept already. */
async function keepPicture(png: Uint8Array<ArrayBuffer>, recipe: Recipe, manifest: PackManifest, decode: DecodeFace, file: string): Promise<'added' | 'known'> {
  try {
    const [known] = await loadSummaries([await recipeId(recipe)]);
    if (known) return 'known';
    if (recipe.pack !== manifest.id) throw new Error(`The model pack “${recipe.pack}” made it. Load that pack and open the file again.`);
    const template = await readTemplate(png);
    await importFace({ ...(await engine.restore(recipe, await decode(png, recipe))), ...(template && { template }) }, UNTOUCHED);
    return 'added';
  } catch (error) {
    throw new Error(`The face of ${file} was not kept. ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Brings the faces of a zip into the gallery, and goes there to show them. */
async function importSet(file: File, decode: DecodeFace): Promise<void> {
  if (useImport.getState().current) {
    announce('Another set is being imported. Open this one when it is done.');
    return;
  }
  announce(`Importing ${file.name}.`);
  const summary = await showingProgress({ file: file.name, unit: 'face' }, (onProgress) => importZip(file, decode, onProgress)).catch((error: unknown) => {
    announce('');
    throw importFailure(file.name, error);
  });
  announce(importedText(file.name, summary));
  const lost = lostText(file.name, summary);
  if (lost !== null) alertError(lost);
  if (summary.added + summary.merged + summary.known > 0) goTo('gallery');
}
