import fc from 'fast-check';
import { makeTargets, survives } from './targets';

export interface FuzzFigures {
  readonly inputs: number;
  /** Per kind of input. */
  readonly kinds: readonly { readonly name: string; readonly inputs: number; readonly slowestMs: number }[];
  /** Of the process at its end, after the inputs of all kinds. */
  readonly residentMB: number;
}

/** Reads so many inputs, nearly right or not at all, shared among all kinds. @throws at the first that ends in anything but an answer or a typed error */
export async function benchFuzz(inputs = Number(process.env['FUZZ_INPUTS'] ?? 100_000)): Promise<FuzzFigures> {
  const targets = await makeTargets();
  const shares = targets.reduce((sum, { cost }) => sum + 1 / cost, 0);
  const kinds: { name: string; inputs: number; slowestMs: number }[] = [];
  for (const target of targets) {
    const numRuns = Math.ceil(inputs / target.cost / shares);
    let slowestMs = 0;
    const property = fc.asyncProperty(target.input, async (input) => {
      const begun = performance.now();
      await survives(target, input);
      slowestMs = Math.max(slowestMs, performance.now() - begun);
    });
    await fc.assert(property, { numRuns });
    kinds.push({ name: target.name, inputs: numRuns, slowestMs });
    console.log(`${target.name}: ${numRuns.toLocaleString('en')} inputs, slowest ${slowestMs.toFixed(0)} ms`);
  }
  return { inputs: kinds.reduce((sum, kind) => sum + kind.inputs, 0), kinds, residentMB: process.memoryUsage().rss / 2 ** 20 };
}
