import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './packages.mjs';

const SOURCES = ['src', 'workers', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];

/**
 * @param {string} path
 * @returns {number} time of the last change of a file, or of anything in a folder, in ms
 */
function lastChange(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, lastChange(join(path, name))), stats.mtimeMs);
}

/**
 * True where dist/ is missing, was left half built, or is older than what it is built from.
 * @param {string} [root]
 */
export function buildIsStale(root = ROOT) {
  // Written last of all, by workers/offline/plugin.ts.
  const built = join(root, 'dist/build-complete.txt');
  return !existsSync(built) || SOURCES.some((source) => lastChange(join(root, source)) > lastChange(built));
}
