/** A record with the settings and the watch but no wire: commands and queries run as officers in their own transactions. */
import { randomUUID } from 'node:crypto';
import { readActor, readOfficerForQuery } from '../../server/access/actor.ts';
import { applyWorld } from '../../server/demo/apply-world.ts';
import { policyCommands, policyQueries } from '../../server/escalation/policies/commands.ts';
import { databaseNow, type JournalDeps, runAsSystem, runCommand } from '../../server/journal/commit.ts';
import { entriesAfter } from '../../server/journal/read.ts';
import { lineCommands, lineQueries } from '../../server/lines/commands.ts';
import { officerCommands, officerQueries } from '../../server/officers/commands.ts';
import type { Command, Query } from '../../server/platform/command.ts';
import type { Database } from '../../server/platform/database.ts';
import { stationCommands, stationQueries } from '../../server/stations/commands.ts';
import { watchCommands, watchQueries } from '../../server/watch/commands.ts';
import {
  type CommandName,
  contracts,
  type InputOf,
  type OutputOf,
  type QueryName,
} from '../../shared/commands.ts';
import type { Entry } from '../../shared/entry.ts';
import type { World } from '../../shared/world.ts';
import { openPatientDatabase } from './patient-database.ts';
import { createTestDatabase } from './template-database.ts';

const commands: readonly Command[] = [
  ...stationCommands,
  ...lineCommands,
  ...watchCommands,
  ...officerCommands,
  ...policyCommands,
];
const queries: readonly Query[] = [
  ...stationQueries,
  ...lineQueries,
  ...watchQueries,
  ...officerQueries,
  ...policyQueries,
];

function named<T extends { name: string }>(all: readonly T[], name: string): T {
  const found = all.find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not among the settings and the watch`);
  return found;
}

export interface TestRecord {
  db: Database;
  apply(world: World): Promise<void>;
  asSystem<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** A command of this officer, in a session of his own. */
  run<N extends CommandName>(username: string, name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** A query of this officer; its answer is checked against the contract. */
  ask<N extends QueryName>(username: string, name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  entries(channelId: string): Promise<Entry[]>;
  close(): Promise<void>;
}

export async function openTestRecord(): Promise<TestRecord> {
  const database = await createTestDatabase();
  const { db, close } = openPatientDatabase(database.url, 'record under test');
  const deps: JournalDeps = {
    db,
    readActor,
    after: { publish: () => undefined, effects: () => undefined },
  };

  async function openSession(username: string): Promise<{ sessionId: string }> {
    const { id } = await db
      .selectFrom('officers')
      .select('id')
      .where('username', '=', username)
      .executeTakeFirstOrThrow();
    const sessionId = randomUUID();
    const now = await databaseNow(db as Parameters<typeof databaseNow>[0]);
    const session = { id: sessionId, officer_id: id, device: 'test', address: 'test', refresh_hash: 'none' };
    const times = { created_at: now, seen_at: now, rotated_at: now, refresh_expires_at: now };
    await db
      .insertInto('sessions')
      .values({ ...session, ...times })
      .execute();
    return { sessionId };
  }

  const asSystem: TestRecord['asSystem'] = async (name, input) => {
    const parsed = contracts[name].input.parse(input);
    return contracts[name].output.parse(await runAsSystem(deps, named(commands, name), parsed)) as never;
  };

  return {
    db,
    asSystem,
    apply: (world) => applyWorld((name, input) => asSystem(name, input as never), world),
    async run(username, name, input) {
      const caller = await openSession(username);
      const request = { caller, key: randomUUID(), input: contracts[name].input.parse(input) };
      const { result, publish } = await runCommand(deps, named(commands, name), request);
      publish();
      return contracts[name].output.parse(result) as never;
    },
    async ask(username, name, input) {
      const caller = await openSession(username);
      const answer = await db.transaction().execute(async (trx) => {
        const actor = await readOfficerForQuery(trx, caller);
        const parsed = contracts[name].input.parse(input);
        return named(queries, name).answer(trx, parsed, actor, await databaseNow(trx));
      });
      return contracts[name].output.parse(answer) as never;
    },
    entries: (channelId) => entriesAfter(db, channelId, 0, 1_000),
    async close() {
      await close();
      await database.drop();
    },
  };
}
