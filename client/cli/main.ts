/** Runs the command line: once, with an exit code. */
import { CommanderError } from 'commander';
import { failureOf, failureText } from './failure.ts';
import { createProgram } from './program.ts';

const json = process.argv.includes('--json');

// `parley tail … | head`: the reader has had enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await createProgram({ quiet: json }).parseAsync();
} catch (error) {
  const failure = failureOf(error);
  process.exitCode = failure?.exitCode ?? 0;
  // Usage in words was printed by the parser already.
  if (failure && (json || !(error instanceof CommanderError))) console.error(failureText(failure, json));
}
