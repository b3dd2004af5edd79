import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'workers/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
    environment: 'node',
    // Parity with Python runs real networks on however busy a machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
