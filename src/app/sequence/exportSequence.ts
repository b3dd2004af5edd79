import type { Face } from '../../domain/face/face';
import type { PackManifest } from '../../domain/packs/manifest';
import { SYNTHETIC_TEXT } from '../../domain/png/recipeChunk';
import { canonicalJson } from '../../domain/recipe/canonical';
import { resolveRecipe } from '../../domain/recipe/wildcards';
import { timelineText } from '../../domain/timeline/file';
import { frameRecipe } from '../../domain/timeline/frameRecipe';
import { framesOf, type SequenceFrame } from '../../domain/timeline/frames';
import { frameFile, framesCsv, type LabelledFrame } from '../../domain/timeline/labels';
import type { Timeline } from '../../domain/timeline/timeline';
import { cancelled, isCancelled } from '../../engine/errors';
import { useCompose } from '../../features/compose/store';
import { beginSequence, endSequence, frameDone, isDrawing, useTimeline } from '../../features/timeline/store';
import { openVideo, type VideoFormat } from '../../files/video';
import { writeZip, type PackedFile } from '../../files/writeZip';
import { announce, clearAlerts } from '../../ui/notices';
import { saveFile } from '../../ui/saveFile';
import { facePng } from '../faces/pngFiles';
import { makeFace } from '../making/makeFace';
import { report } from '../shell/reporting';

/** Draws the frames and writes them as a video. */
export async function exportVideo(format: VideoFormat, manifest: PackManifest): Promise<void> {
  await exporting(manifest, `synfer-sequence.${format.extension}`, async (timeline, faces) => {
    const writer = await openVideo({ format, ...manifest.image, frameRate: timeline.frameRate, title: SYNTHETIC_TEXT, comment: timelineText(timeline) });
    try {
      for await (const { face } of faces) await writer.add(face.pixels);
      return await writer.finish();
    } catch (error) {
      await writer.cancel();
      throw error;
    }
  });
}

/** Draws the frames and packs them as numbered PNGs, with their table and the timeline. */
export async function exportPictures(manifest: PackManifest): Promise<void> {
  await exporting(manifest, 'synfer-sequence.zip', async (timeline, faces) => {
    const files: PackedFile[] = [];
    const labelled: LabelledFrame[] = [];
    for await (const { frame, face, count } of faces) {
      const file = frameFile(frame.index, count);
      files.push({ name: file, content: await facePng(face) });
      labelled.push({ ...frame, file, face });
    }
    return writeZip([...files, { name: 'frames.csv', content: framesCsv(labelled) }, { name: 'timeline.json', content: timelineText(timeline) }]);
  });
}

export function saveTimeline(): void {
  const { timeline } = useTimeline.getState();
  if (timeline) saveFile('synfer-timeline.json', new Blob([timelineText(timeline)], { type: 'application/json' }));
}

interface MadeFrame {
  readonly frame: SequenceFrame;
  readonly face: Face;
  readonly count: number;
}

async function exporting(manifest: PackManifest, file: string, write: (timeline: Timeline, faces: AsyncGenerator<MadeFrame>) => Promise<Blob>): Promise<void> {
  const { timeline } = useTimeline.getState();
  if (!timeline || isDrawing() || !useCompose.getState().draft) return;
  const frames = framesOf(timeline);
  clearAlerts();
  const signal = beginSequence(frames.length);
  announce(`Drawing ${String(frames.length)} frames.`);
  try {
    saveFile(file, await write(timeline, makeFrames(frames, manifest, signal)));
    endSequence('done', file);
    announce(`Done: ${file}, ${String(frames.length)} frames.`);
  } catch (error) {
    endSequence(isCancelled(error) ? 'stopped' : 'failed');
    if (isCancelled(error)) announce('Stopped. No file was written.');
    else report(error);
  }
}

/** Faces that are held in case a later frame is the same: those of a hold, and the one at rest. */
const REMEMBERED = 16;

/** The faces of the frames in their order; frames that are alike are drawn once. What is on the panel as it begins holds for all of them. */
async function* makeFrames(frames: readonly SequenceFrame[], { student }: PackManifest, signal: AbortSignal): AsyncGenerator<MadeFrame> {
  const { draft } = useCompose.getState();
  const { sampler } = useTimeline.getState();
  if (!draft) return;
  const base = resolveRecipe(draft);
  const made = new Map<string, Face>();
  for (const frame of frames) {
    const recipe = frameRecipe(base, frame.au, sampler, student ?? null);
    const key = canonicalJson(recipe);
    const face = made.get(key) ?? (await makeFace(recipe, { priority: 'person', signal })).face;
    if (signal.aborted) throw cancelled();
    made.set(key, face);
    const [oldest] = made.keys();
    if (made.size > REMEMBERED && oldest !== undefined) made.delete(oldest);
    yield { frame, face, count: frames.length };
    frameDone(face.pixels);
  }
}
