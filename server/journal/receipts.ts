// Receipts: the reply to a key, kept in the transaction that earned it, so that a retry gets it again and no second effect.
import { hash } from 'node:crypto';
import { refuse } from '../../shared/errors.ts';
import type { Instant } from '../../shared/time.ts';
import type { Sql } from '../platform/command.ts';

export interface Request {
  officerId: string;
  key: string;
  command: string;
  inputHash: string;
}

/**
 * A digest of the parsed input: the schema has put its fields in order, so equal inputs digest equally. A password is
 * left out, or whoever reads the table could guess at it a million times faster than at its argon2 hash.
 */
export function hashInput(input: unknown): string {
  const text = JSON.stringify(input, (name, value: unknown) => (name === 'password' ? null : value));
  return hash('sha256', text, 'base64url');
}

/**
 * The stored reply to this request, or undefined when its key is new. Refuses with `key_reused` when the key belongs
 * to another command or input. Keys are per officer: nobody can learn of another's.
 */
export async function findReceipt(trx: Sql, request: Request): Promise<object | undefined> {
  const found = await trx
    .selectFrom('receipts')
    .select(['command', 'input_hash', 'reply'])
    .where('officer_id', '=', request.officerId)
    .where('key', '=', request.key)
    .executeTakeFirst();
  if (!found) return undefined;
  if (found.command !== request.command || found.input_hash !== request.inputHash)
    return refuse('key_reused');
  return found.reply;
}

export async function insertReceipt(trx: Sql, request: Request, reply: unknown, at: Instant): Promise<void> {
  await trx
    .insertInto('receipts')
    .values({
      officer_id: request.officerId,
      key: request.key,
      command: request.command,
      input_hash: request.inputHash,
      reply: JSON.stringify(reply),
      at,
    })
    .execute();
}
