/** Caches that the page and the service worker share. Packs are kept as files, see packFiles.ts. */

/** Every cache of the studio begins with this; others at this address are not its own. */
export const STUDIO_CACHE = 'synfer-';

/** The studio's page, code and styles, one cache for each build. */
export const SHELL_CACHE_PREFIX = 'synfer-shell-';

/** ONNX Runtime's WebAssembly: 14–27 MB a backend, so only what this browser uses. */
export const RUNTIME_CACHE = 'synfer-runtime';

/** What was fetched besides: the pack's example, report and pictures. */
export const VISITED_CACHE = 'synfer-visited';

/** What the page tells a waiting service worker so that its build takes over. */
export const TAKE_OVER = 'take-over';

/** Address, below the studio's, of what the page keeps among the visited before that: the older service worker gives it the newer build's page. */
export const UPDATE_ASKED_FOR = '.synfer-update';

/** What the page asks of its service worker with a port, over which comes whether the file is kept. */
export interface KeepRuntime {
  readonly keepRuntime: string;
}
