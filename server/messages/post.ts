// Posting a message: the one command that many send at once, so it is group-committed instead of having a transaction.
import { randomUUID } from 'node:crypto';
import type { ParsedInputOf } from '../../shared/commands.ts';
import type { Entry } from '../../shared/entry.ts';
import { type ErrorCode, Refusal, refuse } from '../../shared/errors.ts';
import type { Appended, MessageSaid } from '../../shared/nouns/message.ts';
import type { Instant } from '../../shared/time.ts';
import { readOfficerForQuery } from '../access/actor.ts';
import { actingEnd, endsOfLine } from '../access/ends.ts';
import { canSpeak } from '../access/policy.ts';
import { jobId } from '../incidents/store.ts';
import type { Caller, Committed } from '../journal/commit.ts';
import { createGroupCommit, type Outcome } from '../journal/group-commit.ts';
import type { Published } from '../journal/publish.ts';
import { findReceipt, hashInput } from '../journal/receipts.ts';
import type { Writer } from '../journal/writer.ts';
import { authorOf, type Effects, type OfficerActor } from '../platform/command.ts';
import type { Database } from '../platform/database.ts';
import { violates } from '../platform/errors.ts';
import type { Metrics } from '../platform/metrics.ts';
import { saidIn } from './domain.ts';
import { postManyStatement, postOneStatement } from './post-store.ts';
import { lineOfChannel } from './store.ts';

type Input = ParsedInputOf<'message.post'>;

interface Post {
  actor: OfficerActor;
  endId: string;
  key: string;
  inputHash: string;
  entryId: string;
  channelId: string;
  payload: MessageSaid;
}

interface Row {
  n: number;
  verdict:
    | ('known' | 'stale' | 'nothing_answered')
    | Extract<ErrorCode, 'key_reused' | 'not_found' | 'incident_closed'>
    | null;
  /** What the key was answered with before. */
  reply: Appended | null;
  audience: string;
  seq: number;
  at: string;
  /** Escalations that the word settled and that wait on, for an acceptance. */
  settled: { escalationId: string; dueAt: Instant }[] | null;
}

/** Thrown inside when what was remembered of the officer no longer holds; he is read again. */
class Stale extends Error {}

interface Stored {
  appended: Appended;
  published: Published | null;
  effects: Effects;
}

const nothing: Effects = { wake: [], cancel: [] };

export interface MessagesDeps {
  db: Database;
  writer: Writer;
  metrics: Metrics;
  publish(batches: readonly Published[]): void;
  effects(effects: Effects): void;
}

export interface Messages {
  post(request: { caller: Caller; key: string; input: Input }): Promise<Committed>;
  idle(): Promise<void>;
}

/** Sessions whose officer is remembered between posts. What is remembered is verified in the statement by its epoch. */
const rememberedSessions = 10_000;

export function createMessages({ db, writer, metrics, publish, effects }: MessagesDeps): Messages {
  const actors = new Map<string, OfficerActor>();
  const speaksFor = new Map<string, string>();

  async function commit(batch: readonly Post[]): Promise<Outcome<Stored>[]> {
    metrics.groupCommitBatch.observe(batch.length);
    const rows = await (batch.length === 1
      ? writer.run<Row>('post one', postOneStatement, batch.flatMap(valuesOf))
      : writer.run<Row>('post many', postManyStatement, [JSON.stringify(placesOf(batch))]));
    const byIndex = new Map(rows.map((row) => [row.n, row]));
    return batch.map((post, index) => outcomeOf(post, byIndex.get(index)));
  }

  const group = createGroupCommit<Post, Stored>(commit, {
    identity: ({ actor, key }) => `${actor.officerId} ${key}`,
  });

  /** The officer and the end he speaks for on this channel, as last read. */
  async function prepare(
    caller: Caller,
    { channelId, endId }: Input,
  ): Promise<{ actor: OfficerActor; endId: string }> {
    const known = actors.get(caller.sessionId);
    const place = `${caller.sessionId} ${channelId} ${endId ?? ''}`;
    const speaking = speaksFor.get(place);
    if (known && speaking !== undefined) return { actor: known, endId: speaking };
    if (actors.size >= rememberedSessions) {
      actors.clear();
      speaksFor.clear();
    }
    return db.transaction().execute(async (trx) => {
      const actor = await readOfficerForQuery(trx, caller);
      const lineId = await lineOfChannel(trx, channelId);
      if (lineId === undefined) return refuse('not_found');
      const acting = actingEnd(await endsOfLine(trx, lineId, actor.stationId), endId);
      actors.set(caller.sessionId, actor);
      speaksFor.set(place, acting);
      return { actor, endId: acting };
    });
  }

  function forget({ sessionId }: Caller): void {
    actors.delete(sessionId);
    for (const place of speaksFor.keys()) if (place.startsWith(sessionId)) speaksFor.delete(place);
  }

  async function tryPost(
    request: { caller: Caller; key: string; input: Input },
    inputHash: string,
  ): Promise<Stored> {
    const { caller, key, input } = request;
    const { actor, endId } = await prepare(caller, input);
    if (!canSpeak(actor.role)) return refuse('not_allowed');
    const { channelId } = input;
    const payload = saidIn(input);
    return group.submit({ actor, endId, key, inputHash, entryId: randomUUID(), channelId, payload });
  }

  /** What the key was answered with, by an officer who may no longer speak there. */
  function answeredBefore(
    { caller, key }: { caller: Caller; key: string },
    inputHash: string,
  ): Promise<object | undefined> {
    return db.transaction().execute(async (trx) => {
      const { officerId } = await readOfficerForQuery(trx, caller);
      return findReceipt(trx, { officerId, key, command: 'message.post', inputHash });
    });
  }

  return {
    async post(request) {
      const inputHash = hashInput(request.input);
      for (let attempt = 1; ; attempt += 1) {
        try {
          const { appended, published, effects: timers } = await tryPost(request, inputHash);
          const publishAll = () => {
            if (published) publish([published]);
            effects(timers);
          };
          return { result: appended, publish: publishAll };
        } catch (error) {
          // The same key committed on another node between our look and our write: look again and find its receipt.
          const again = error instanceof Stale || violates(error, 'receipts_pkey');
          if (again && attempt < 3) {
            forget(request.caller);
            continue;
          }
          const refused = error instanceof Stale ? new Refusal('not_found') : error;
          const before = refused instanceof Refusal && (await answeredBefore(request, inputHash));
          if (!before) throw refused;
          return { result: before, publish: () => undefined };
        }
      }
    },
    idle: group.idle,
  };
}

const valuesOf = ({ actor, endId, key, inputHash, entryId, channelId, payload }: Post) => [
  ...[channelId, actor.sessionId, actor.epoch, endId, key, inputHash, entryId],
  ...[JSON.stringify(authorOf(actor, endId)), JSON.stringify(payload)],
];

/** The messages by where and as whom they are said. */
function placesOf(batch: readonly Post[]): object[] {
  const places = new Map<string, { messages: object[] }>();
  batch.forEach(({ actor, endId, key, inputHash, entryId, channelId, payload }, n) => {
    const { sessionId, epoch } = actor;
    const name = `${channelId} ${sessionId} ${epoch} ${endId}`;
    const known = places.get(name);
    const place = known ?? {
      ...{ channel_id: channelId, session_id: sessionId, epoch, end_id: endId },
      ...{ by: authorOf(actor, endId), messages: [] },
    };
    place.messages.push({ n, key, input_hash: inputHash, entry_id: entryId, payload });
    if (!known) places.set(name, place);
  });
  return [...places.values()];
}

function outcomeOf(post: Post, row: Row | undefined): Outcome<Stored> {
  if (!row) return { error: new Stale() };
  if (row.verdict === 'known' && row.reply)
    return { result: { appended: row.reply, published: null, effects: nothing } };
  if (row.verdict === 'stale') return { error: new Stale() };
  if (row.verdict === 'nothing_answered') return { error: new Refusal('not_found', { field: 'replyTo' }) };
  if (row.verdict !== null && row.verdict !== 'known') return { error: new Refusal(row.verdict) };
  const { seq, at, audience, settled } = row;
  const { channelId, actor, endId, entryId, payload } = post;
  const entry: Entry = { seq, id: entryId, kind: 'message.posted', at, by: authorOf(actor, endId), payload };
  const wake = settled?.map(({ escalationId, dueAt }) => ({ jobId: jobId(escalationId, dueAt), dueAt }));
  return {
    result: {
      ...{ appended: { channelId, seq, at }, published: { channelId, audience, entries: [entry] } },
      effects: wake ? { wake, cancel: [] } : nothing,
    },
  };
}
