import { auColumnNames } from '../../domain/facs/vector';
import { NO_FACE, type LabelledPicture } from '../../domain/labelling/labelTable';
import type { PackManifest } from '../../domain/packs/manifest';
import { engine } from '../../engine/client';
import { isCancelled } from '../../engine/errors';
import { withPictures } from '../../engine/pictures';
import { useLabelRun } from '../../features/labelling/store';

/** Labels the faces of pictures, one picture after the other; one that cannot be read is said in its row. */
export async function labelPictures(files: readonly File[], manifest: PackManifest): Promise<void> {
  const stopping = new AbortController();
  const begun = performance.now();
  useLabelRun.setState({ run: { status: 'running', total: files.length, pictures: [], milliseconds: 0, auColumns: auColumnNames(manifest), stop: () => stopping.abort() } });
  for (const file of files) {
    const labelled = await labelOne(file, stopping.signal);
    if (labelled === null) break;
    useLabelRun.setState(({ run }) => ({ run: run && { ...run, pictures: [...run.pictures, labelled], milliseconds: performance.now() - begun } }));
  }
  useLabelRun.setState(({ run }) => ({ run: run && { ...run, status: stopping.signal.aborted ? 'stopped' : 'done' } }));
}

/** Null where it was stopped. */
async function labelOne(file: File, signal: AbortSignal): Promise<LabelledPicture | null> {
  const picture = file.webkitRelativePath || file.name;
  try {
    // A worker for each: one that a picture takes with it takes no other's.
    const pixels = await withPictures((pictures) => pictures.whole(file));
    const faces = await engine.labelPicture(pixels, signal);
    return { picture, faces, problem: faces.length === 0 ? NO_FACE : null };
  } catch (error) {
    if (isCancelled(error) || signal.aborted) return null;
    return { picture, faces: [], problem: error instanceof Error ? error.message : String(error) };
  }
}
