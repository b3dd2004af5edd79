import { packQuery } from '../engine/usePack';
import { recentLog } from './log';
import { queryClient } from './queryClient';

/** What helps to understand a failure: browser, backend, model and the last events, without prompts or pictures. */
export function diagnostics(error?: Error): string {
  const pack = queryClient.getQueryData(packQuery.queryKey);
  return [
    'SynFER Studio diagnostics',
    `Browser: ${navigator.userAgent}`,
    `Isolated: ${crossOriginIsolated}, cores: ${navigator.hardwareConcurrency}, WebGPU: ${'gpu' in navigator}`,
    `Model: ${pack ? `${pack.manifest.id} ${pack.manifest.version}` : 'not loaded'}`,
    `Backend: ${pack ? `${JSON.stringify(pack.choice.backend)} (${pack.choice.reason})` : 'not chosen'}`,
    ...(error ? [`Error: ${error.message}`, error.stack ?? ''] : []),
    'Last events:',
    ...recentLog(),
  ].join('\n');
}
