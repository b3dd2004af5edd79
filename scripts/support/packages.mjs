// Plain Node only: these run before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string} path */
function lockedPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/** True where node_modules holds what package-lock.json names. Packages for other platforms may be missing. */
function packagesAreInstalled() {
  const installedLock = `${ROOT}/node_modules/.package-lock.json`;
  if (!existsSync(installedLock)) return false;
  const installed = lockedPackages(installedLock);
  return Object.entries(lockedPackages(`${ROOT}/package-lock.json`)).every(
    ([path, { version, optional }]) =>
      path === '' || (installed[path] === undefined ? optional === true : installed[path].version === version),
  );
}

/** Run `npm ci` where it is needed. Ends the process where it fails. */
export function installPackages() {
  if (packagesAreInstalled()) return;
  console.log('Installing the packages that package-lock.json names …');
  // npm is a .cmd file on Windows, which only a shell runs.
  const { status } = spawnSync('npm ci --no-audit --no-fund', { cwd: ROOT, stdio: 'inherit', shell: true });
  if (status !== 0) {
    console.error('npm ci failed: see above. A network connection to the npm registry is needed the first time.');
    process.exit(1);
  }
}
