import { spawn, spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
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
 * Begin a command beside whatever else is done; its output goes to a file.
 * @param {string} command
 * @param {string[]} args
 * @param {string} log path of the file
 * @returns {Promise<boolean>} whether it exited with 0
 */
export function begin(command, args, log) {
  console.log(`$ ${[command, ...args].join(' ')} > ${log}`);
  const file = openSync(log, 'w');
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', file, file] });
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}

/**
 * Debian packages, where there is apt and this is root.
 * @param {string[]} packages
 */
export function aptInstall(packages) {
  if (process.getuid?.() !== 0) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const timeout = 600_000;
  // Two stages may want packages at once.
  const wait = ['-o', 'DPkg::Lock::Timeout=600'];
  return run('apt-get', [...wait, 'update', '-qq'], { env, timeout }) && run('apt-get', [...wait, 'install', '-y', '-qq', '--no-install-recommends', ...packages], { env, timeout });
}
