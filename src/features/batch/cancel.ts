import { moveBatches } from '../../storage/batches';
import type { BatchRecord } from '../../storage/batchRecords';
import { countOf } from '../../ui/format';
import { offerUndo } from '../../ui/notices';
import { telling } from './telling';

const idsOf = (batches: readonly BatchRecord[]) => batches.map(({ id }) => id);

/** Cancels batches and offers to take that back: each then stands where it stood, and goes on with the faces it lacks. */
export async function cancelBatches(batches: readonly BatchRecord[]): Promise<void> {
  const cancelled = await moveBatches(idsOf(batches), ['waiting', 'running', 'paused'], 'cancelled');
  const [first] = cancelled;
  if (!first) return;
  const takeBack = async () => {
    await moveBatches(idsOf(cancelled.filter(({ state }) => state === 'paused')), ['cancelled'], 'paused');
    await moveBatches(idsOf(cancelled), ['cancelled'], 'waiting');
  };
  offerUndo(cancelled.length === 1 ? `Batch “${first.name}” cancelled.` : `${countOf(cancelled.length, 'batch', 'batches')} cancelled.`, () => telling(takeBack));
}
