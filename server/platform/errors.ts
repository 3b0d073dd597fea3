// What is thrown inside becomes a refusal that may leave: the one place where database errors get their code.
import { type ErrorCode, type ErrorDetails, Refusal } from '../../shared/errors.ts';

/** A uniqueness or a reference is judged by Postgres; here is what its refusal means to the caller. */
const constraints: Record<string, readonly [code: ErrorCode, details: ErrorDetails]> = {
  organisations_code_key: ['code_taken', { field: 'code' }],
  stations_code_key: ['code_taken', { field: 'code' }],
  officers_username_key: ['code_taken', { field: 'username' }],
  lines_code_key: ['code_taken', { field: 'code' }],
  one_domestic_organisation: ['code_taken', { field: 'kind' }],
};

interface PostgresError extends Error {
  code: string;
  constraint?: string;
}

function isPostgresError(error: unknown): error is PostgresError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** Deadlock, lock timeout, a serialisation failure: the same transaction may succeed when run again. */
export function isTransient(error: unknown): boolean {
  return isPostgresError(error) && ['40P01', '55P03', '40001'].includes(error.code);
}

export function violates(error: unknown, constraint: string): boolean {
  return isPostgresError(error) && error.code === '23505' && error.constraint === constraint;
}

/** SQLSTATE classes and socket errors that mean: the record is away, not the command wrong. */
const away = /^(08|53|57P|58|ECONN|EPIPE|ENOENT|ETIMEDOUT)/;

/**
 * Turns anything thrown into a refusal. Text of a database or a library never goes along; it stays in `cause` for
 * the log.
 */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (isPostgresError(error)) {
    const known = error.constraint === undefined ? undefined : constraints[error.constraint];
    if (known) return new Refusal(...known, { cause: error });
    if (isTransient(error) || error.code === '57014') return new Refusal('busy', {}, { cause: error });
    if (away.test(error.code)) return new Refusal('unavailable', {}, { cause: error });
  }
  if (error instanceof Error && /timeout|terminated|not queryable|ended/i.test(error.message)) {
    return new Refusal('unavailable', {}, { cause: error });
  }
  return new Refusal('internal', {}, { cause: error });
}
