import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { begin, run } from './commands.mjs';
import { addCounts, countsFrom, oneCheck, parseJunit, parsePlaywright, parseVitest, summaryLine } from './counts.mjs';
import { findFirefox } from './firefox.mjs';
import { ROOT } from './packages.mjs';
import { countTrainingTests, lintTraining, prepareTraining, prepareTrainingLint } from './python.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */

const REPORTS = join(ROOT, '.cache/reports');
const skipped = (/** @type {number} */ count) => ({ passed: 0, failed: 0, skipped: count, remarks: [] });

function unitTests() {
  const report = join(REPORTS, 'vitest.json');
  const well = run('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  return countsFrom(report, well, parseVitest);
}

async function browserTests() {
  const chromium = await findChromium();
  if (!chromium) {
    console.log('No Chromium, and none can be installed: the browser tests are skipped. CHROMIUM_PATH may name one.');
    const listed = spawnSync('npx', ['playwright', 'test', '--list', '--reporter=json'], { cwd: ROOT, encoding: 'utf8' });
    return skipped(countTests(JSON.parse(listed.stdout).suites));
  }
  const report = join(REPORTS, 'playwright.json');
  const firefox = findFirefox();
  if (!firefox) console.log('No Firefox, and none can be installed: its tests are skipped. FIREFOX_PATH may name one.');
  const env = { ...process.env, ...(firefox && { FIREFOX_PATH: firefox }), CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const well = run('npx', ['playwright', 'test', '--reporter=list,json'], { env });
  return countsFrom(report, well, parsePlaywright);
}

/**
 * Tests in Playwright's listing.
 * @param {any[]} suites
 * @returns {number}
 */
function countTests(suites) {
  const own = (/** @type {any} */ suite) => suite.specs.reduce((/** @type {number} */ sum, /** @type {any} */ spec) => sum + spec.tests.length, 0);
  return suites.reduce((sum, suite) => sum + own(suite) + countTests(suite.suites ?? []), 0);
}

function trainingLint() {
  const python = prepareTrainingLint();
  if (python) return oneCheck(lintTraining(python));
  console.log('No Python 3.11 or newer with the training packages: training/ is not checked.');
  return skipped(1);
}

/**
 * Begin the training tests, which go on beside the browser tests: a browser waits much of its time.
 * @returns {() => Promise<Counts>} waits for their end
 */
function beginTrainingTests() {
  const python = prepareTraining();
  if (!python) {
    console.log('No Python 3.11 or newer with the training packages: the training tests are skipped.');
    return () => Promise.resolve(skipped(countTrainingTests()));
  }
  const report = join(REPORTS, 'pytest.xml');
  const log = join(REPORTS, 'pytest.log');
  const ended = begin(python, ['-m', 'pytest', 'training/tests', 'workers/scale/tests', '-q', `--junitxml=${report}`], log);
  return async () => {
    const well = await ended;
    console.log(readFileSync(log, 'utf8'));
    return countsFrom(report, well, parseJunit);
  };
}

/** @type {() => Promise<Counts>} */
let trainingTests;

/** @type {readonly (readonly [name: string, stage: () => Counts | Promise<Counts>])[]} */
const STAGES = [
  ['types', () => oneCheck(run('npm', ['run', '--silent', 'types']))],
  ['lint', () => oneCheck(run('npm', ['run', '--silent', 'lint']))],
  ['unit tests', unitTests],
  ['build', () => oneCheck(run('npx', ['vite', 'build', '--logLevel', 'warn']))],
  ['training lint', trainingLint],
  [
    'browser tests',
    () => {
      trainingTests = beginTrainingTests();
      return browserTests();
    },
  ],
  ['training tests, beside them', () => trainingTests()],
];

/** Run every stage, whatever fails before it. The last line printed is the sum. @returns {Promise<0 | 1>} exit code */
export async function runAllStages() {
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  /** @type {{ name: string, counts: Counts, seconds: number }[]} */
  const results = [];
  for (const [name, stage] of STAGES) {
    console.log(`\n== ${name} ==`);
    const start = performance.now();
    const counts = await stage();
    results.push({ name, counts, seconds: (performance.now() - start) / 1000 });
  }
  console.log('');
  for (const { name, counts, seconds } of results) console.log(`${name}: ${summaryLine(counts)} (${seconds.toFixed(0)} s)`);
  const sum = addCounts(results.map(({ counts }) => counts));
  for (const remark of sum.remarks) console.log(remark);
  console.log(summaryLine(sum));
  return sum.failed === 0 ? 0 : 1;
}
