import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { begin, run } from './commands.mjs';
import { addCounts, countsFrom, oneCheck, parsePlaywright, parseVitest, skippedTests, summaryLine } from './counts.mjs';
import { findFirefox } from './firefox.mjs';
import { findWebKit } from './webkit.mjs';
import { ROOT } from './packages.mjs';
import { trainingLint, trainingTests } from './trainingStages.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */
/** @typedef {readonly [name: string, check: () => Counts | Promise<Counts>]} Stage */
/** @typedef {{ name: string, counts: Counts, seconds: number }} Result */

const REPORTS = join(ROOT, '.cache/reports');

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
    return skippedTests(countTests(JSON.parse(listed.stdout).suites));
  }
  const report = join(REPORTS, 'playwright.json');
  const firefox = findFirefox();
  if (!firefox) console.log('No Firefox, and none can be installed: its tests are skipped. FIREFOX_PATH may name one.');
  if (!findWebKit()) console.log('No WebKitGTK with its driver, and none can be installed: its tests are skipped.');
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

/**
 * Two rows that run beside each other: the browser tests take as long as all that needs no build, and each leaves a second core idle
 * much of its time. In a row one stage follows the other, whatever fails before it.
 * @type {{ readonly studio: readonly Stage[], readonly source: readonly Stage[] }}
 */
export const ROWS = {
  studio: [
    ['build', () => oneCheck(run('npx', ['vite', 'build', '--logLevel', 'warn']))],
    ['browser tests', browserTests],
  ],
  source: [
    ['types', () => oneCheck(run('npm', ['run', '--silent', 'types']))],
    ['lint', () => oneCheck(run('npm', ['run', '--silent', 'lint']))],
    ['unit tests', unitTests],
    ['training lint', trainingLint],
    ['training tests', () => trainingTests(join(REPORTS, 'pytest.xml'))],
  ],
};

/**
 * @param {readonly Stage[]} stages
 * @returns {Promise<Result[]>}
 */
export async function runRow(stages) {
  /** @type {Result[]} */
  const results = [];
  for (const [name, check] of stages) {
    console.log(`\n== ${name} ==`);
    const start = performance.now();
    const counts = await check();
    results.push({ name, counts, seconds: (performance.now() - start) / 1000 });
  }
  return results;
}

/**
 * Begin a row whose output is shown when it has ended, so that it does not mix with the other's.
 * @param {keyof typeof ROWS} row
 * @returns {() => Promise<Result[]>} waits for its end
 */
function beginRow(row) {
  const report = join(REPORTS, `${row}.json`);
  const log = join(REPORTS, `${row}.log`);
  const ended = begin(process.execPath, ['scripts/check-row.mjs', row, report], log);
  return async () => {
    const well = await ended;
    console.log(readFileSync(log, 'utf8'));
    return well ? JSON.parse(readFileSync(report, 'utf8')) : [{ name: row, counts: oneCheck(false), seconds: 0 }];
  };
}

/** Run every stage. The last line printed is the sum. @returns {Promise<0 | 1>} exit code */
export async function runAllStages() {
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const source = beginRow('source');
  const results = await runRow(ROWS.studio);
  results.push(...(await source()));
  console.log('');
  for (const { name, counts, seconds } of results) console.log(`${name}: ${summaryLine(counts)} (${seconds.toFixed(0)} s)`);
  const sum = addCounts(results.map(({ counts }) => counts));
  for (const remark of sum.remarks) console.log(remark);
  console.log(summaryLine(sum));
  return sum.failed === 0 ? 0 : 1;
}
