import { SynthesisError } from '../errors';
import type { Outputs, Runtime } from './runtime';

/**
 * A runtime that takes nothing but zeros for a lost device: WebGPU's runs go on succeeding on one, and `lost` may be told late or never.
 * No graph of a pack gives zeros alone.
 */
export function noticingZeros(runtime: Runtime): Runtime {
  return {
    choice: runtime.choice,
    async createSession(graph) {
      const session = await runtime.createSession(graph);
      return {
        async run(feeds) {
          const outputs = await session.run(feeds);
          if (onlyZeros(outputs)) {
            throw new SynthesisError('device-lost', `The graphics device answered the ${graph.name} graph with zeros, as a lost one does. The engine has to be restarted.`);
          }
          return outputs;
        },
        release: () => session.release(),
      };
    },
  };
}

function onlyZeros(outputs: Outputs): boolean {
  return Object.values(outputs).every((values) => values.every((value) => value === 0));
}
