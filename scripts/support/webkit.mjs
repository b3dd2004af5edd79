import { existsSync } from 'node:fs';
import { aptInstall } from './commands.mjs';

const NEEDED = { '/usr/bin/WebKitWebDriver': 'webkit2gtk-driver', '/usr/bin/Xvfb': 'xvfb' };

/** Whether there is a WebKitGTK to test in, with its driver and a screen for it: Debian's, installed where it is missing. */
export function findWebKit() {
  const missing = Object.entries(NEEDED).filter(([path]) => !existsSync(path));
  if (missing.length > 0) aptInstall(missing.map(([, name]) => name));
  return Object.keys(NEEDED).every((path) => existsSync(path));
}
