import { spawnSync } from 'node:child_process';
import { ROOT } from './packages.mjs';

/**
 * Run a command to its end with its output shown.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 * @returns {boolean} whether it exited with 0
 */
export function run(command, args, options = {}) {
  console.log(`$ ${[command, ...args].join(' ')}`);
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', ...options }).status === 0;
}

/**
 * Debian packages, where there is apt and this is root.
 * @param {string[]} packages
 */
export function aptInstall(packages) {
  if (process.getuid?.() !== 0) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const timeout = 600_000;
  return run('apt-get', ['update', '-qq'], { env, timeout }) && run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, timeout });
}
