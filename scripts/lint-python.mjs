// `npm run lint:python`: training/'s style, types and layers, as `npm test` checks them.
import { lintTraining, prepareTrainingLint } from './support/python.mjs';

const python = prepareTrainingLint();
if (!python) throw new Error('There is no Python 3.11 or newer with the training packages.');
process.exitCode = lintTraining(python) ? 0 : 1;
