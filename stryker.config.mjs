/**
 * `npm run mutation`: faults put into the domain and the diffusion loop, one at a time, and which of them the unit tests notice.
 * `npm run mutation -- --mutate 'src/domain/facs/**\/*.ts'` tries one folder. Hours for all of it on two cores.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.config.ts', related: true },
  mutate: ['src/domain/**/*.ts', 'workers/synthesis/diffusion/**/*.ts', '!**/*.test.ts', '!**/test[A-Z]*.ts'],
  coverageAnalysis: 'perTest',
  // The machine has others on it, and a mutant that never ends is one that was noticed.
  concurrency: 1,
  timeoutMS: 30_000,
  ignoreStatic: true,
  incremental: true,
  incrementalFile: '.cache/stryker/incremental.json',
  tempDirName: '.cache/stryker/sandbox',
  reporters: ['clear-text', 'progress', 'json'],
  jsonReporter: { fileName: '.cache/stryker/mutation.json' },
  // What the unit tests do not read.
  ignorePatterns: ['dist', 'out', 'training/*', '!training/facs.py', 'test-results', 'playwright-report', 'public/packs/*/*', '!public/packs/*/*.json', '.venv'],
};
