/** Why something did not happen, as a code that the locale can say in the reader's language. */

import { type ErrorCode, type ErrorDetails, Refusal } from '../../../shared/errors.ts';
import { NotKept } from '../../sdk/not-kept.ts';

export interface Failure {
  /** A code of the catalogue; or `offline`: the server was not reached; or `not_kept`: this device's disk is full. */
  code: ErrorCode | 'offline' | 'not_kept';
  details: ErrorDetails;
}

export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return { code: error.code, details: error.details };
  if (error instanceof NotKept) return { code: 'not_kept', details: {} };
  return { code: 'offline', details: {} };
}
