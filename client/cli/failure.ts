/** How a command fails: the words, the JSON, and the exit code. */
import { CommanderError } from 'commander';
import { type ErrorDetails, Refusal } from '../../shared/errors.ts';
import { Unreachable } from '../sdk/unreachable.ts';
import { jsonLine, oneLine, paragraph } from './terminal.ts';

export const exitCodes = { ok: 0, other: 1, usage: 2, refused: 3, notSignedIn: 4, unreachable: 5 } as const;

/** What was asked for cannot be understood, or means several things. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** What was named does not exist within the officer's reach; the exit code is that of a refusal. */
export class NotFound extends Error {
  override name = 'NotFound';
}

interface Failure {
  exitCode: number;
  /** A code of the catalogue, or `usage`, `unreachable`, `failed`. */
  code: string;
  message: string;
  details: ErrorDetails;
}

const signInCodes = new Set(['unauthenticated', 'token_invalid', 'session_ended']);

/** What an error means to the caller; null where nothing is wrong (help was shown). */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof Refusal) {
    const { code, message, details } = error;
    return {
      exitCode: signInCodes.has(code) ? exitCodes.notSignedIn : exitCodes.refused,
      ...{ code, message, details },
    };
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return null;
    return {
      exitCode: exitCodes.usage,
      code: 'usage',
      message: error.message.replace(/^error: /, ''),
      details: {},
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  const kinds = [
    { type: UsageError, exitCode: exitCodes.usage, code: 'usage' },
    { type: NotFound, exitCode: exitCodes.refused, code: 'not_found' },
    { type: Unreachable, exitCode: exitCodes.unreachable, code: 'unreachable' },
  ];
  const kind = kinds.find(({ type }) => error instanceof type);
  return { exitCode: kind?.exitCode ?? exitCodes.other, code: kind?.code ?? 'failed', message, details: {} };
}

/** The lines for standard error. */
export function failureText({ code, message, details }: Failure, json: boolean): string {
  if (json) return jsonLine({ ok: false, error: { code, message, details } });
  const issues = details.issues?.map(({ path, problem }) => `  ${path || 'input'}: ${problem}`) ?? [];
  const wait = details.retryAfterMs ? [`  wait ${Math.ceil(details.retryAfterMs / 1_000)} s`] : [];
  const advice = signInCodes.has(code) ? ['  parley sign-in --url URL USER'] : [];
  const head = paragraph(`parley: ${message} (${code})`);
  return [head, ...[...issues, ...wait, ...advice].map(oneLine)].join('\n');
}
