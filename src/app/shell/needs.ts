/** What browsers give a page over https, or on this machine, alone. */
interface Scope {
  readonly isSecureContext?: boolean;
  readonly navigator?: { readonly locks?: unknown };
  readonly crypto?: { readonly subtle?: unknown };
  readonly AbortSignal?: { readonly any?: unknown };
  readonly WebAssembly?: unknown;
  readonly Worker?: unknown;
  readonly BroadcastChannel?: unknown;
  readonly OffscreenCanvas?: unknown;
}

/** What the studio cannot do without, and for what: the words that a person at a browser without it reads. */
const NEEDS: readonly (readonly [what: string, has: (scope: Scope) => boolean])[] = [
  ['WebAssembly, which runs the model', ({ WebAssembly }) => WebAssembly !== undefined],
  ['Web Workers, in which it runs', ({ Worker }) => Worker !== undefined],
  ['Web Locks, by which tabs stay out of each other’s way', ({ navigator }) => navigator?.locks !== undefined],
  ['Web Cryptography, by which files are checked', ({ crypto }) => crypto?.subtle !== undefined],
  ['BroadcastChannel, by which tabs hear of each other', ({ BroadcastChannel }) => BroadcastChannel !== undefined],
  ['OffscreenCanvas, on which pictures are read', ({ OffscreenCanvas }) => OffscreenCanvas !== undefined],
  ['AbortSignal.any, by which what is under way is stopped', ({ AbortSignal }) => AbortSignal?.any !== undefined],
];

/** Why the studio cannot start here, and what to do. */
export interface Unmet {
  readonly missing: readonly string[];
  readonly advice: string;
}

/** Null where the page has all it needs. Storage is not among it: without it the studio works, and says what it cannot keep. */
export function unmetNeeds(scope: Scope, { protocol, host, pathname }: Pick<Location, 'protocol' | 'host' | 'pathname'>): Unmet | null {
  const missing = NEEDS.filter(([, has]) => !has(scope)).map(([what]) => what);
  if (missing.length === 0) return null;
  if (scope.isSecureContext !== false) return { missing, advice: 'This browser is too old. Chromium and Chrome from 124, Firefox from 128 and Safari from 17.4 have them all.' };
  const address = protocol === 'http:' ? `${host} was opened over plain http` : 'This page was opened as a file';
  const https = protocol === 'http:' ? `open https://${host}${pathname}, or ask whoever runs the server for https; or ` : '';
  return {
    missing,
    advice: `${address}, and browsers give these only over https or on this machine. What helps: ${https}run the studio on this machine (npm start) and open http://localhost. A server that is reached by SSH: ssh -L 4173:localhost:4173 and its name, then http://localhost:4173.`,
  };
}
