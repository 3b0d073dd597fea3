// Creates the one structured logger: JSON lines, ISO time, secrets and officers' words struck out.
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';

export type { Logger };

/** Names whose values never reach a log, wherever they stand in a logged object. */
export const REDACTED_NAMES = [
  'password',
  'newPassword',
  'passwordHash',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'secret',
  'setupCode',
  'privateKey',
  'key',
  'text',
  'body',
  'note',
  // What Postgres adds to an error: the values of the row.
  'detail',
  'where',
] as const;

const DEEPEST = 5;

function redactedPaths(): string[] {
  const paths: string[] = [];
  for (const name of REDACTED_NAMES) {
    for (let depth = 0; depth < DEEPEST; depth += 1) paths.push(`${'*.'.repeat(depth)}${name}`);
  }
  return paths;
}

/** Makes a logger of the given pino level that writes to `destination` (standard output by default). */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    timestamp: stdTimeFunctions.isoTime,
    base: { pid: process.pid },
    redact: { paths: redactedPaths(), censor: '[redacted]' },
  };
  return destination ? pino(options, destination) : pino(options);
}
