import { existsSync, readFileSync } from 'node:fs';

/**
 * `remarks` name the tests that failed, and those that passed at a second try only.
 * @typedef {{ passed: number, failed: number, skipped: number, remarks: string[] }} Counts
 */

/** @param {boolean} passed @returns {Counts} of a stage that is one check */
export const oneCheck = (passed) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0, remarks: [] });

/** @param {number} skipped @returns {Counts} of tests that cannot be run here */
export const skippedTests = (skipped) => ({ passed: 0, failed: 0, skipped, remarks: [] });

/**
 * Counts from a runner's report. A run that failed counts one failure at least: a crash leaves no report,
 * and an error outside every test is in none of its counts.
 * @param {string} path
 * @param {boolean} exitedWell
 * @param {(report: string) => Counts} parse
 * @returns {Counts}
 */
export function countsFrom(path, exitedWell, parse) {
  const counts = existsSync(path) ? parse(readFileSync(path, 'utf8')) : noTests();
  return exitedWell ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}

/** @param {string} json @returns {Counts} */
export function parseVitest(json) {
  const report = JSON.parse(json);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    remarks: report.testResults
      .flatMap((/** @type {any} */ file) => file.assertionResults)
      .filter((/** @type {any} */ { status }) => status === 'failed')
      .map((/** @type {any} */ { fullName }) => `failed: ${fullName}`),
  };
}

/** @param {string} json @returns {Counts} */
export function parsePlaywright(json) {
  const report = JSON.parse(json);
  const { expected, flaky, unexpected, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected, skipped, remarks: report.suites.flatMap(playwrightRemarks) };
}

/** @param {any} suite of Playwright's report @returns {string[]} */
function playwrightRemarks({ specs, suites = [] }) {
  const own = specs.flatMap((/** @type {any} */ { file, title, tests }) =>
    tests.flatMap((/** @type {any} */ { status }) => {
      if (status === 'unexpected') return [`failed: ${file}: ${title}`];
      return status === 'flaky' ? [`passed at the second try: ${file}: ${title}`] : [];
    }),
  );
  return [...own, ...suites.flatMap(playwrightRemarks)];
}

/** @param {string} xml JUnit, as pytest writes it @returns {Counts} */
export function parseJunit(xml) {
  const suite = /<testsuite\b[^>]*>/.exec(xml)?.[0] ?? '';
  const attribute = (/** @type {string} */ name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const failed = attribute('failures') + attribute('errors');
  const skipped = attribute('skipped');
  const names = [...xml.matchAll(/<testcase\b[^>]*? classname="([^"]*)" name="([^"]*)"[^>]*[^/]>\s*<(?:failure|error)\b/g)];
  return { passed: attribute('tests') - failed - skipped, failed, skipped, remarks: names.map(([, file, name]) => `failed: ${file}: ${name}`) };
}

/** @param {Counts[]} all @returns {Counts} */
export function addCounts(all) {
  return all.reduce(
    (sum, counts) => ({
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped,
      remarks: [...sum.remarks, ...counts.remarks],
    }),
    noTests(),
  );
}

/** @returns {Counts} */
function noTests() {
  return { passed: 0, failed: 0, skipped: 0, remarks: [] };
}

/** @param {Counts} counts */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
