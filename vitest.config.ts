import { defineConfig } from 'vitest/config';

/** Folders whose tests change nothing that another file's would see: one process loads what they import once, not once a file. */
const SHARING = ['src/{domain,features,files,ui}', 'workers/{download,export,offline,pictures,synthesis}'].map((folder) => `${folder}/**/*.test.{ts,tsx}`);

export default defineConfig({
  test: {
    environment: 'node',
    // Parity with Python runs real networks on however busy a machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'sharing', include: SHARING, isolate: false } },
      { extends: true, test: { name: 'alone', include: ['src/**/*.test.{ts,tsx}', 'workers/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'], exclude: ['**/node_modules/**', ...SHARING] } },
    ],
  },
});
