/** Runs the command line: once, with an exit code. */
import { CommanderError } from 'commander';
import { failureOf, failureText } from './failure.ts';
import { createProgram } from './program.ts';

const json = process.argv.includes('--json');

function tell(error: unknown): void {
  const failure = failureOf(error);
  process.exitCode = failure?.exitCode ?? 0;
  // Usage in words was printed by the parser already.
  if (failure && (json || !(error instanceof CommanderError))) console.error(failureText(failure, json));
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `parley tail … | head`: the reader has had enough. Else the disk that the output goes to is full.
  if (error.code !== 'EPIPE') tell(error);
  process.exit();
});

try {
  await createProgram({ quiet: json }).parseAsync();
} catch (error) {
  tell(error);
}
