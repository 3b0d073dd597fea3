// Prints the one line that tells machines the outcome: `tests: N passed, N failed, N skipped`.
import type { Reporter, SerializedError, TestModule, TestRunEndReason } from 'vitest/node';

/** Counts every test of the run; a file that does not load, or an error outside a test, counts as one failure. */
export default class OutcomeReporter implements Reporter {
  onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      let failedHere = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        count[state] += 1;
        if (state === 'failed') failedHere += 1;
      }
      if (module.state() === 'failed' && failedHere === 0) count.failed += 1;
    }
    const failed = count.failed + (reason === 'interrupted' ? count.pending : 0);
    process.stdout.write(`\ntests: ${count.passed} passed, ${failed} failed, ${count.skipped} skipped\n`);
  }
}
