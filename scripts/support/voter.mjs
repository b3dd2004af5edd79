import { run } from './commands.mjs';

/** Make the photograph voter's graph where it is missing or old. The studio works without it, so a failure is said and no more. */
export function makePhotographVoter() {
  if (!run('npm', ['run', '--silent', 'voter'])) console.error('The photograph voter could not be made (see above): faces will be labelled without it.');
}
