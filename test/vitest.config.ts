// How the tests run: separate processes, two files at a time, one embedded Postgres for the whole run.
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');

export default defineConfig({
  root,
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['default', resolve(import.meta.dirname, 'support/reporter.ts')],
    pool: 'forks',
    isolate: true,
    maxWorkers: 2,
    // Only what hangs runs into these: tests wait for states, and a busy machine of two cores may take its time.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    teardownTimeout: 60_000,
  },
});
