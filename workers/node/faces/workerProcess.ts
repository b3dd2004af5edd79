import { DomainError } from '../../../src/domain/errors';
import { SynthesisError } from '../../synthesis/errors';
import type { FromWorker, ToWorker } from './processPool';
import { Workshop } from './workshop';

/** Makes faces for the process that started this one, and ends with it. */
export function workForParent(): void {
  // Ctrl+C and a batch system's SIGTERM reach every process of the group; the parent decides what is still finished.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  process.on('disconnect', () => process.exit(0));
  const tell = (message: FromWorker) => process.send?.(message);
  let workshop: Workshop | null = null;
  process.on('message', (message: ToWorker) => {
    const answer = async (): Promise<FromWorker> => {
      if (message.kind === 'make') return { kind: 'made', outcomes: (await workshop?.makeTogether(message.recipes)) ?? [] };
      workshop = await Workshop.open(message.options);
      return { kind: 'opened', about: workshop.about };
    };
    answer().then(tell, (error: unknown) => {
      const named = error instanceof SynthesisError || error instanceof DomainError;
      tell({ kind: 'failed', code: named ? error.code : 'unexpected', message: error instanceof Error ? error.message : String(error) });
    });
  });
}
