import { moveBatches } from '../../storage/batches';
import type { BatchRecord } from '../../storage/batchRecords';
import { countOf } from '../../ui/format';
import { offerUndo } from '../../ui/notices';
import { telling } from './telling';

/** Cancels batches and offers to take that back: each then stands where it stood, and goes on with the faces it lacks. */
export async function cancelBatches(batches: readonly BatchRecord[]): Promise<void> {
  const idsOf = (some: readonly BatchRecord[]) => some.map(({ id }) => id);
  const [first] = batches;
  if (!first || !(await moveBatches(idsOf(batches), ['waiting', 'running', 'paused'], 'cancelled'))) return;
  const paused = batches.filter(({ state }) => state === 'paused');
  const takeBack = async () => {
    await moveBatches(idsOf(paused), ['cancelled'], 'paused');
    await moveBatches(idsOf(batches), ['cancelled'], 'waiting');
  };
  offerUndo(batches.length === 1 ? `Batch “${first.name}” cancelled.` : `${countOf(batches.length, 'batch', 'batches')} cancelled.`, () => telling(takeBack));
}
