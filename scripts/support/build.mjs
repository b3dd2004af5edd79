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

/** True where dist/ is missing or older than what it is built from. */
export function buildIsStale() {
  const built = join(ROOT, 'dist/index.html');
  return !existsSync(built) || SOURCES.some((source) => lastChange(join(ROOT, source)) > lastChange(built));
}
