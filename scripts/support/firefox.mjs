import { existsSync } from 'node:fs';
import { aptInstall } from './commands.mjs';

const SYSTEM_FIREFOX = '/usr/bin/firefox-esr';

/** A Firefox to test in: the one that FIREFOX_PATH names, or Debian's; null where none can be had. */
export function findFirefox() {
  const given = process.env.FIREFOX_PATH;
  if (given && existsSync(given)) return given;
  if (!existsSync(SYSTEM_FIREFOX)) aptInstall(['firefox-esr']);
  return existsSync(SYSTEM_FIREFOX) ? SYSTEM_FIREFOX : null;
}
