// The registry: every command and query by name, and how each is run.
import type { Name, SessionName } from '../shared/commands.ts';
import { contracts, names } from '../shared/commands.ts';
import { refuse } from '../shared/errors.ts';
import type { Access, CallContext, Procedure } from './access/access.ts';
import { readOfficerForQuery } from './access/actor.ts';
import { accessQueries } from './access/queries.ts';
import { alarmCommands } from './alarms/commands.ts';
import { alertCommands } from './alerts/commands.ts';
import { markChannel } from './alerts/marks.ts';
import { escalationCommands } from './escalation/commands.ts';
import { policyCommands, policyQueries } from './escalation/policies/commands.ts';
import { escalationQueries } from './escalation/queries.ts';
import { incidentCommands } from './incidents/commands.ts';
import { incidentQueries } from './incidents/queries.ts';
import { type Committed, databaseNow, type JournalDeps, runCommand } from './journal/commit.ts';
import { journalQueries } from './journal/read.ts';
import { lineCommands, lineQueries } from './lines/commands.ts';
import type { Messages } from './messages/post.ts';
import { noteCommands } from './notes/commands.ts';
import { officerCommands, officerQueries } from './officers/commands.ts';
import type { Command, Query } from './platform/command.ts';
import { searchQueries } from './search/queries.ts';
import { stationCommands, stationQueries } from './stations/commands.ts';
import { watchCommands, watchQueries } from './watch/commands.ts';

export interface Call extends CallContext {
  /** The client's key; empty for what takes none. */
  key: string;
  /** Parsed by the contract's schema. */
  input: unknown;
}
export type Handler = (call: Call) => Promise<Committed>;
export type Handlers = Readonly<Record<Name, Handler>>;

export const commands: readonly Command[] = [
  ...stationCommands,
  ...officerCommands,
  ...lineCommands,
  ...policyCommands,
  ...watchCommands,
  ...incidentCommands,
  ...escalationCommands,
  ...alertCommands,
  ...alarmCommands,
  markChannel,
  ...noteCommands,
];

export const queries: readonly Query[] = [
  ...journalQueries,
  ...accessQueries,
  ...stationQueries,
  ...officerQueries,
  ...lineQueries,
  ...policyQueries,
  ...watchQueries,
  ...incidentQueries,
  ...escalationQueries,
  ...searchQueries,
];

export interface HandlerDeps {
  journal: JournalDeps;
  messages: Messages;
  procedures: Access['procedures'] & { [N in Extract<SessionName, `setup.${string}`>]: Procedure<N> };
}

const nothingToPublish = () => undefined;

function runQuery({ db }: JournalDeps, query: Query): Handler {
  return ({ caller, input }) =>
    db
      .transaction()
      // One snapshot: a state and the seq it stands at must belong together.
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (trx) => {
        const actor = await readOfficerForQuery(trx, caller ?? refuse('unauthenticated'));
        const result = await query.answer(trx, input, actor, await databaseNow(trx));
        return { result, publish: nothingToPublish };
      });
}

/** A handler for every name of the contract; throws at the start when one is missing. */
export function createHandlers({ journal, messages, procedures }: HandlerDeps): Handlers {
  const handlers = new Map<string, Handler>();
  for (const command of commands) {
    handlers.set(command.name, ({ caller, key, input }) =>
      runCommand(journal, command, { caller: caller ?? refuse('unauthenticated'), key, input }),
    );
  }
  for (const query of queries) handlers.set(query.name, runQuery(journal, query));
  handlers.set('message.post', ({ caller, key, input }) =>
    messages.post({
      caller: caller ?? refuse('unauthenticated'),
      key,
      input: input as Parameters<Messages['post']>[0]['input'],
    }),
  );
  for (const [name, procedure] of Object.entries(procedures)) {
    const run = procedure as (input: unknown, context: CallContext) => Promise<unknown>;
    handlers.set(name, async ({ input, ...context }) => ({
      result: await run(input, context),
      publish: nothingToPublish,
    }));
  }
  const missing = names.filter((name) => !handlers.has(name));
  const strange = [...handlers.keys()].filter((name) => !Object.hasOwn(contracts, name));
  if (missing.length + strange.length > 0)
    throw new Error(`contract and handlers differ: ${[...missing, ...strange]}`);
  return Object.fromEntries(handlers) as Record<Name, Handler>;
}
