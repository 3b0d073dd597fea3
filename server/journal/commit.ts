// The one transaction of a command: who, seen before?, lock, load, allow, decide, save, append, receipt, COMMIT.
import { sql } from 'kysely';
import { Refusal } from '../../shared/errors.ts';
import type { Instant } from '../../shared/time.ts';
import { type Actor, type Command, type OfficerActor, type Sql, theSystem } from '../platform/command.ts';
import type { Database } from '../platform/database.ts';
import { isTransient, toRefusal, violates } from '../platform/errors.ts';
import { appendEntries } from './append.ts';
import { type AfterCommit, groupByChannel } from './publish.ts';
import { findReceipt, hashInput, insertReceipt, type Request } from './receipts.ts';
import { openUnit } from './unit.ts';

/** A session as the token names it; everything else about the officer is read in the transaction. */
export interface Caller {
  sessionId: string;
}

export interface JournalDeps {
  db: Database;
  /** Reads the officer of a live session and locks him against a change of his authority until the commit. */
  readActor(trx: Sql, caller: Caller): Promise<OfficerActor>;
  after: AfterCommit;
}

/** The reply, and what is to be done once it has left. */
export interface Committed {
  result: unknown;
  publish(): void;
}

const attempts = 3;

/** Runs the transaction again when Postgres asks for it: a deadlock, a lock timeout, a race for one key. */
async function withRetry<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt === attempts || !(isTransient(error) || violates(error, 'receipts_pkey'))) throw error;
    }
  }
}

export async function databaseNow(trx: Sql): Promise<Instant> {
  const { rows } = await sql<{ now: Instant }>`select parley_now() as now`.execute(trx);
  const [row] = rows;
  if (!row) throw new Error('the database has no clock');
  return row.now;
}

async function perform(deps: JournalDeps, command: Command, input: unknown, actor: Actor, trx: Sql) {
  const { unit, place, audience } = openUnit(trx, await databaseNow(trx));
  const performed = await command.perform(unit, (drafts) => place(drafts, actor), input, actor);
  await appendEntries(trx, performed.entries);
  const publish = () => {
    deps.after.publish(groupByChannel(performed.entries, audience));
    deps.after.effects(performed.effects);
  };
  return { result: performed.result, publish, now: unit.now };
}

/**
 * Runs an officer's command. Resolves after COMMIT; the caller replies and then calls `publish`. A key seen before
 * answers as it did the first time. Throws a Refusal, or whatever the database threw.
 */
export async function runCommand(
  deps: JournalDeps,
  command: Command,
  request: { caller: Caller; key: string; input: unknown },
): Promise<Committed> {
  const inputHash = hashInput(request.input);
  const inTransaction = <T>(work: (trx: Sql, actor: OfficerActor, receipt: Request) => Promise<T>) =>
    withRetry(() =>
      deps.db.transaction().execute(async (trx) => {
        const actor = await deps.readActor(trx, request.caller);
        const { officerId } = actor;
        return work(trx, actor, { officerId, key: request.key, command: command.name, inputHash });
      }),
    );
  try {
    return await inTransaction(async (trx, actor, receipt): Promise<Committed> => {
      const before = await findReceipt(trx, receipt);
      if (before) return { result: before, publish: () => undefined };
      const { now, ...committed } = await perform(deps, command, request.input, actor, trx);
      await insertReceipt(trx, receipt, committed.result, now);
      return committed;
    });
  } catch (error) {
    // A code that is taken is refused by the record itself.
    if (!(error instanceof Refusal) && toRefusal(error).code !== 'code_taken') throw error;
    // Another try with this key may have been committed while this one waited for its locks, and be what it runs into.
    const before = await inTransaction((trx, _actor, receipt) => findReceipt(trx, receipt));
    if (!before) throw error;
    return { result: before, publish: () => undefined };
  }
}

/** Runs a command as the server itself, published at once. There is no other way to write without an officer. */
export async function runAsSystem(deps: JournalDeps, command: Command, input: unknown): Promise<unknown> {
  const { result, publish } = await withRetry(() =>
    deps.db.transaction().execute((trx) => perform(deps, command, input, theSystem, trx)),
  );
  publish();
  return result;
}
