import type { ExportSettings } from '../../src/domain/dataset/settings';
import { Counter, exclusionSentences, faceCount } from '../../src/domain/dataset/tally';
import type { PackManifest } from '../../src/domain/packs/manifest';
import { toExamples } from '../export/examples';
import type { Candidate } from '../export/examples';
import { exportFiles } from '../export/exportFiles';
import type { Face } from '../synthesis/protocol';
import { writeFolder } from './folderSink';

/**
 * Writes faces as a labelled set below a folder, each as it is made.
 * @returns what was written, in words
 * @throws ExportError `no-faces`
 */
export async function exportSet(faces: AsyncIterable<Face>, settings: ExportSettings, manifest: PackManifest, folder: string): Promise<string> {
  const counter = new Counter();
  const context = { ratios: settings.ratios, auLayout: () => manifest, words: () => manifest.words, recipeOf: () => Promise.resolve(null) };
  const examples = toExamples(uncurated(faces), context, counter);
  const { files } = await writeFolder(exportFiles(examples, settings, counter), folder);
  return [`${String(faceCount(counter))} faces in ${String(files)} files: ${folder}`, ...exclusionSentences(counter)].join('\n');
}

async function* uncurated(faces: AsyncIterable<Face>): AsyncGenerator<Candidate> {
  for await (const face of faces) yield { face, curation: undefined };
}
