import { countFaces } from '../../domain/batch/plan';
import type { PackManifest } from '../../domain/packs/manifest';
import { resolveRecipe } from '../../domain/recipe/wildcards';
import { planSequenceStrip } from '../../domain/strips/sequence';
import { frameRecipe } from '../../domain/timeline/frameRecipe';
import { framesOf } from '../../domain/timeline/frames';
import { ownLayoutPicture } from '../../features/compose/layoutPictures';
import { useCompose } from '../../features/compose/store';
import { openStrips } from '../../features/strips/store';
import { closeTimeline, useTimeline } from '../../features/timeline/store';
import { addBatch, listBatches } from '../../storage/batches';
import { announce } from '../../ui/notices';
import { runStrip } from '../making/strips';
import { reporting } from '../shell/reporting';
import { goTo } from '../shell/view';

/** Faces of the sequence as a strip, labelled and kept like any other. */
export async function sequenceToStrip({ student }: PackManifest): Promise<void> {
  const { timeline, sampler } = useTimeline.getState();
  const { draft } = useCompose.getState();
  if (!timeline || !draft) return;
  const plan = planSequenceStrip(framesOf(timeline), draft, sampler, student ?? null);
  closeTimeline();
  openStrips();
  await runStrip(plan);
}

/** Every frame of the sequence as a batch: made in the queue, kept in the gallery on a board of its name. */
export async function sequenceToBatch({ student, actionUnits }: PackManifest): Promise<void> {
  const { timeline, sampler } = useTimeline.getState();
  const { draft } = useCompose.getState();
  if (!timeline || !draft) return;
  await reporting(async () => {
    const units = framesOf(timeline).map(({ au }) => au);
    const plan = {
      base: frameRecipe(resolveRecipe(draft), {}, sampler, student ?? null),
      units,
      expressions: [],
      intensities: [],
      seeds: [],
      prompts: [],
      textGuidance: [],
      packUnits: actionUnits.map(({ id }) => id),
    };
    const taken = new Set((await listBatches()).map(({ name }) => name));
    let name = 'Sequence';
    for (let number = 2; taken.has(name); number++) name = `Sequence ${String(number)}`;
    const faces = countFaces(plan);
    await addBatch({ id: crypto.randomUUID(), name, plan, faces, accept: null, perClass: null, createdAt: Date.now() }, ownLayoutPicture(plan.base));
    announce(`Batch “${name}” of ${String(faces)} faces is in the queue: frames that are alike are one face.`);
    goTo('batch');
  });
}
