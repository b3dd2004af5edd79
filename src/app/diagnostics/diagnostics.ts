import { waitsByItself } from '../../engine/device';
import { packQuery } from '../../engine/usePack';
import { describeBackend } from '../../ui/describeBackend';
import { queryClient } from '../shell/queryClient';
import { recentLog } from './log';

/** A line of a report: what, and how it stands. */
export type Fact = readonly [what: string, value: string];

/** What the studio runs on and why. */
export function systemFacts(adapter: string): readonly Fact[] {
  const pack = queryClient.getQueryData(packQuery.queryKey);
  return [
    ['Browser', navigator.userAgent],
    ['Processor', `${navigator.hardwareConcurrency} cores`],
    ['Cross-origin isolated', crossOriginIsolated ? 'yes, so WebAssembly may use threads' : 'no, so WebAssembly has one thread'],
    ['WebGPU adapter', adapter],
    ['WebAssembly waits by itself (JSPI)', waitsByItself() ? 'yes' : 'no'],
    ['Model', pack ? `${pack.manifest.id} ${pack.manifest.version}` : 'not loaded'],
    ['Runtime', pack ? pack.choice.runtime : 'not loaded'],
    ['Backend', pack ? `${describeBackend(pack.choice.backend)}: ${pack.choice.reason}` : 'not chosen'],
    ...(pack?.memoryWarning ? [['Memory', pack.memoryWarning] as const] : []),
    ['Photograph voter', pack ? `${pack.photographVoter.votes ? 'votes' : 'does not vote'}: ${pack.photographVoter.reason}` : 'not loaded'],
    ...(pack?.recognisers ?? []).map(({ name, votes, reason }): Fact => [name, `${votes ? 'votes' : 'does not vote'}: ${reason}`]),
    ['Offline copy', 'serviceWorker' in navigator && navigator.serviceWorker.controller ? 'in charge of this page' : 'not in charge of this page'],
  ];
}

interface ReportParts {
  readonly error?: Error;
  /** Known once it was asked for. */
  readonly adapter?: string;
  readonly runs?: readonly string[];
}

/** What helps to understand a failure: browser, backend, model and the last events; pictures never. */
export function diagnostics({ error, adapter = 'gpu' in navigator ? 'not asked for' : 'none', runs = [] }: ReportParts): string {
  return [
    'SynFER Studio diagnostics',
    ...systemFacts(adapter).map(([what, value]) => `${what}: ${value}`),
    ...(error ? [`Error: ${error.message}`, error.stack ?? ''] : []),
    ...(runs.length > 0 ? ['Last runs:', ...runs] : []),
    'Last events:',
    ...recentLog(),
  ].join('\n');
}
