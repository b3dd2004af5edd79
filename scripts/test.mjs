// `npm test`: installs what is missing, then every check of the project, then one line of counts.
import { installPackages } from './support/packages.mjs';
import { makePhotographVoter } from './support/voter.mjs';

installPackages();
makePhotographVoter();
const { runAllStages } = await import('./support/stages.mjs');
process.exitCode = await runAllStages();
