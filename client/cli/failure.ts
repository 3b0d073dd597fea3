/** How a command fails: the words, the JSON, and the exit code. */
import { CommanderError } from 'commander';
import { type ErrorDetails, Refusal } from '../../shared/errors.ts';
import type { Id } from '../../shared/ids.ts';
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

/** A command as it was sent. Sent once more like this it has its one effect, whatever became of the first. */
export interface Sent {
  /** Who sent it: a key is its officer's own. */
  profile: string;
  name: string;
  key: Id;
  input: unknown;
}

/** Nobody said what became of a command: it may stand on the record or not. */
export class Unanswered extends Error {
  override name = 'Unanswered';
  readonly sent: Sent;

  constructor(sent: Sent, cause: Unreachable) {
    super(`${cause.message}; what was asked may stand on the record or not`, { cause });
    this.sent = sent;
  }
}

interface Failure {
  exitCode: number;
  /** A code of the catalogue, or `usage`, `unreachable`, `failed`. */
  code: string;
  message: string;
  details: ErrorDetails;
  /** Of a command that got no answer. */
  sent?: Sent;
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
  if (error instanceof Unanswered)
    return { exitCode: exitCodes.unreachable, code: 'unreachable', message, details: {}, sent: error.sent };
  const kinds = [
    { type: UsageError, exitCode: exitCodes.usage, code: 'usage' },
    { type: NotFound, exitCode: exitCodes.refused, code: 'not_found' },
    { type: Unreachable, exitCode: exitCodes.unreachable, code: 'unreachable' },
  ];
  const kind = kinds.find(({ type }) => error instanceof type);
  return { exitCode: kind?.exitCode ?? exitCodes.other, code: kind?.code ?? 'failed', message, details: {} };
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

const againWords = ({ profile, name, key, input }: Sent) => [
  '  to have it once and no more, whichever it is:',
  `  parley --profile ${profile} call ${name} --key ${key} ${quoted(jsonLine(input))}`,
];

/** The lines for standard error. */
export function failureText({ code, message, details, sent }: Failure, json: boolean): string {
  if (json) return jsonLine({ ok: false, error: { code, message, details }, ...(sent && { sent }) });
  const issues = details.issues?.map(({ path, problem }) => `  ${path || 'input'}: ${problem}`) ?? [];
  const wait = details.retryAfterMs ? [`  wait ${Math.ceil(details.retryAfterMs / 1_000)} s`] : [];
  const advice = signInCodes.has(code) ? ['  parley sign-in --url URL USER'] : sent ? againWords(sent) : [];
  const head = paragraph(`parley: ${message} (${code})`);
  return [head, ...[...issues, ...wait, ...advice].map(oneLine)].join('\n');
}
