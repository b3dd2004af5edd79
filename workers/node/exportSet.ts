import type { ExportSettings } from '../../src/domain/dataset/settings';
import { exampleOf } from '../../src/domain/dataset/example';
import type { DatasetExample } from '../../src/domain/dataset/example';
import { identityGroups } from '../../src/domain/dataset/groups';
import { peopleIn } from '../../src/domain/dataset/identity';
import { placeFaces, splitSizes } from '../../src/domain/dataset/splits';
import type { Place, SplitRatios } from '../../src/domain/dataset/splits';
import { Counter, exclusionSentences, faceCount } from '../../src/domain/dataset/tally';
import type { PackManifest } from '../../src/domain/packs/manifest';
import { recipeId } from '../../src/domain/recipe/canonical';
import type { Recipe } from '../../src/domain/recipe/recipe';
import { exportFiles } from '../export/exportFiles';
import type { MadeFace } from './faces/faceMaker';
import { writeFolder } from './folderSink';

/** Faces that are still to be made, and what they will be made from. */
export interface FacesToCome {
  readonly recipes: readonly Recipe[];
  readonly faces: AsyncIterable<MadeFace>;
}

/**
 * Writes faces as a labelled set below a folder, each as it is made. Their places are known before: who is in them follows from
 * the recipes.
 * @returns what was written, in words
 * @throws ExportError `no-faces`
 */
export async function exportSet({ recipes, faces }: FacesToCome, settings: ExportSettings, manifest: PackManifest, folder: string): Promise<string> {
  const counter = new Counter();
  const places = await placesOf(recipes, settings.ratios);
  const files = exportFiles(examplesOf(faces, places, manifest, counter), settings, counter, splitSizes(places.values()));
  const { files: written } = await writeFolder(files, folder);
  return [`${String(faceCount(counter))} faces in ${String(written)} files: ${folder}`, ...exclusionSentences(counter)].join('\n');
}

/** No face is kept here, and none comes with a pack: a layout is a picture, which says itself who is in it. */
const NOTHING_KEPT = { recipeOf: () => Promise.resolve(null), shippedRecipe: () => Promise.resolve(null) };

async function placesOf(recipes: readonly Recipe[], ratios: SplitRatios): Promise<ReadonlyMap<string, Place>> {
  const ids = await Promise.all(recipes.map(recipeId));
  const people = await Promise.all(recipes.map((recipe) => peopleIn(recipe, NOTHING_KEPT)));
  const groups = await identityGroups(new Map(ids.map((id, i) => [id, people[i] ?? []])));
  // What will be recognised is not known yet: the class asked for stands in for it.
  const faces = recipes.map(({ expression }, i) => ({ id: ids[i] ?? '', group: groups.get(ids[i] ?? '') ?? '', label: expression ?? 'neutral' }));
  return placeFaces(faces, ratios);
}

async function* examplesOf(faces: AsyncIterable<MadeFace>, places: ReadonlyMap<string, Place>, manifest: PackManifest, counter: Counter): AsyncGenerator<DatasetExample> {
  for await (const { face, ...picture } of faces) {
    const place = places.get(face.id);
    if (place === undefined) continue;
    const example = exampleOf(face, picture, undefined, place, { auLayout: () => manifest });
    if (example === null) counter.exclude('no-label');
    else yield example;
  }
}
