// `npm start`: from a fresh clone to the running studio. Nothing but Node and npm is needed.
import { buildIsStale } from './support/build.mjs';
import { ROOT, installPackages } from './support/packages.mjs';
import { makePhotographVoter } from './support/voter.mjs';

const FIRST_PORT = Number(process.env.PORT ?? 4173);

installPackages();
makePhotographVoter();
process.chdir(ROOT);
const { build, preview } = await import('vite');
if (buildIsStale()) {
  console.log('Building the studio …');
  await build({ logLevel: 'warn' });
}
// Takes the next free port where the first is in use.
const server = await preview({ preview: { host: '127.0.0.1', port: FIRST_PORT } });
console.log(`SynFER Studio is at ${server.resolvedUrls?.local[0]} (Ctrl+C stops it)`);
