// Everything that is checked of training/, as `npm test` does beside its other stages: packages, style and types, tests.
// `node scripts/check-training.mjs REPORT` writes the counts to REPORT.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './support/commands.mjs';
import { countsFrom, oneCheck, parseJunit } from './support/counts.mjs';
import { countTrainingTests, lintTraining, prepareTraining, prepareTrainingLint } from './support/python.mjs';

const [report] = process.argv.slice(2);
if (report === undefined) throw new Error('Where is the report to go?');

const skipped = (/** @type {number} */ count) => ({ passed: 0, failed: 0, skipped: count, remarks: [] });

function lint() {
  const python = prepareTrainingLint();
  if (python) return oneCheck(lintTraining(python));
  console.log('No Python 3.11 or newer with the training packages: training/ is not checked.');
  return skipped(1);
}

function tests() {
  const python = prepareTraining();
  if (!python) {
    console.log('No Python 3.11 or newer with the training packages: the training tests are skipped.');
    return skipped(countTrainingTests());
  }
  const junit = join(dirname(String(report)), 'pytest.xml');
  const well = run(python, ['-m', 'pytest', 'training/tests', 'workers/scale/tests', '-q', `--junitxml=${junit}`]);
  return countsFrom(junit, well, parseJunit);
}

const results = [];
for (const [name, stage] of /** @type {const} */ ([['training lint', lint], ['training tests', tests]])) {
  const start = performance.now();
  const counts = stage();
  results.push({ name, counts, seconds: (performance.now() - start) / 1000 });
}
writeFileSync(report, JSON.stringify(results));
