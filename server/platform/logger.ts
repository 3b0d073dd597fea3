// Creates the one structured logger: JSON lines, ISO time, secrets and officers' words struck out.
import { type DestinationStream, type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino';

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

const redacted = new Set<string>(REDACTED_NAMES);
const DEEPEST = 8;

/** Makes a logger of the given pino level that writes to `destination` (standard output by default). */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    timestamp: stdTimeFunctions.isoTime,
    // Struck out by one walk: pino's own path list, at every depth, costs fifty times as much a line.
    formatters: { log: strike },
    // Child loggers' fields do not pass through the walk.
    redact: { paths: [...REDACTED_NAMES], censor: '[redacted]' },
    serializers: { err: (error: unknown) => error },
    base: { pid: process.pid },
  };
  return destination ? pino(options, destination) : pino(options);
}

function strike(fields: Record<string, unknown>): Record<string, unknown> {
  return strikeFields(fields, 0);
}

function strikeFields(fields: object, depth: number): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    kept[name] = redacted.has(name) ? '[redacted]' : strikeValue(value, depth + 1);
  }
  return kept;
}

function strikeValue(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth > DEEPEST) return '[deeper]';
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => strikeValue(item, depth + 1));
  return strikeFields(value instanceof Error ? stdSerializers.err(value) : value, depth);
}
