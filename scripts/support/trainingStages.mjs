import { run } from './commands.mjs';
import { countsFrom, oneCheck, parseJunit, skippedTests } from './counts.mjs';
import { countTrainingTests, lintTraining, prepareTraining, prepareTrainingLint } from './python.mjs';

/** Style, layout, types and imports of training/. */
export function trainingLint() {
  const python = prepareTrainingLint();
  if (python) return oneCheck(lintTraining(python));
  console.log('No Python 3.11 or newer with the training packages: training/ is not checked.');
  return skippedTests(1);
}

/** @param {string} junit path of pytest's report */
export function trainingTests(junit) {
  const python = prepareTraining();
  if (!python) {
    console.log('No Python 3.11 or newer with the training packages: the training tests are skipped.');
    return skippedTests(countTrainingTests());
  }
  // Networks as small as the tests' gain nothing by a second thread; beside the browser tests each of their steps waits for its core, and
  // waits spinning: most of the processor's time went into that.
  const env = { ...process.env, OMP_NUM_THREADS: '1' };
  const well = run(python, ['-m', 'pytest', 'training/tests', 'workers/scale/tests', '-q', `--junitxml=${junit}`], { env });
  return countsFrom(junit, well, parseJunit);
}
