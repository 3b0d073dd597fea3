/** Why something did not happen, as a code that the locale can say in the reader's language. */
import { type ErrorCode, type ErrorDetails, Refusal } from '../../../shared/errors.ts';

export interface Failure {
  /** A code of the catalogue, or `offline`: the server was not reached. */
  code: ErrorCode | 'offline';
  details: ErrorDetails;
}

export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return { code: error.code, details: error.details };
  return { code: 'offline', details: {} };
}
