// The shape of a write and of a read. Every feature is made of these two, so that each has one natural form.
import type { Transaction } from 'kysely';
import type { CommandName, OutputOf, ParsedInputOf, QueryName } from '../../shared/commands.ts';
import type { ChannelKind, Draft, Entry } from '../../shared/entry.ts';
import { type ErrorCode, refuse } from '../../shared/errors.ts';
import type { Author, Role } from '../../shared/nouns/officer.ts';
import type { Language } from '../../shared/text.ts';
import type { Instant } from '../../shared/time.ts';
import type { Tables } from './schema.ts';

export type Sql = Transaction<Tables>;

/** An officer as the transaction read him: what he may do is judged on this, never on his token. */
export interface OfficerActor {
  kind: 'officer';
  officerId: string;
  sessionId: string;
  username: string;
  name: string;
  role: Role;
  stationId: string;
  organisationId: string;
  language: Language;
  epoch: number;
}

/** The server itself: a deadline that passed, the demo world, the first set-up. */
export interface SystemActor {
  kind: 'system';
}
export type Actor = OfficerActor | SystemActor;
export const theSystem: SystemActor = { kind: 'system' };

/** A channel as it is made; `audience` is the room of those who may read it. */
export interface NewChannel {
  id: string;
  kind: ChannelKind;
  organisationId?: string;
  stationId?: string;
  lineId?: string;
  incidentId?: string;
  audience: string;
}

export interface ChannelHead {
  id: string;
  lastSeq: number;
  audience: string;
}

/** A draft with its channel. `by` is the end one speaks for, `'system'` for what nobody did, left out elsewhere. */
export type PlacedDraft = Draft & { channelId: string; by?: { endId: string } | 'system' };
/** An entry with its channel. */
export type PlacedEntry = Entry & { channelId: string };

/** One transaction of one command. */
export interface Unit {
  sql: Sql;
  /** The database clock, read again after every lock; never earlier than the last entry of a locked channel. */
  readonly now: Instant;
  /**
   * Locks channels in id order: the only lock, taken before anything is read that it protects. A command that needs
   * several takes them in one call. Answers the heads of those that exist.
   */
  lock(channelIds: readonly string[]): Promise<ReadonlyMap<string, ChannelHead>>;
  /** Makes a channel, locked by being new. */
  create(channel: NewChannel): Promise<void>;
}

export interface Decision<R> {
  entries: readonly PlacedDraft[];
  /** Makes the reply from the entries as they came to stand. */
  result: (entries: readonly PlacedEntry[]) => R;
}

/** What follows a commit beyond the entries: timers to set and to take back, by job id. */
export interface Effects {
  wake: { jobId: string; dueAt: Instant }[];
  cancel: string[];
}
const noEffects: Effects = { wake: [], cancel: [] };

/**
 * A write, declared once. `load` locks and reads; null means absent, and so does whatever the officer may not know of.
 * `allow` answers true, or the code to refuse with. `decide` is pure: no clock, no await, no SQL. `save` writes the
 * rows that the entries imply, in the same transaction.
 */
export interface Spec<Input, Output, State> {
  load: (unit: Unit, input: Input, actor: Actor) => Promise<State | null>;
  allow: (state: State, actor: Actor, input: Input) => true | ErrorCode;
  decide: (state: State, input: Input, actor: Actor, now: Instant) => Decision<Output>;
  save?: (
    unit: Unit,
    state: State,
    entries: readonly PlacedEntry[],
    input: Input,
  ) => Promise<Effects | undefined>;
}

export type Place = (drafts: readonly PlacedDraft[]) => PlacedEntry[];
export interface Performed {
  entries: readonly PlacedEntry[];
  result: unknown;
  effects: Effects;
}

/** A command with its own types closed over. The input was parsed by the contract's schema before. */
export interface Command {
  name: string;
  perform(unit: Unit, place: Place, input: unknown, actor: Actor): Promise<Performed>;
}

function close<Input, Output, State>(name: string, spec: Spec<Input, Output, State>): Command {
  return {
    name,
    async perform(unit, place, parsed, actor) {
      const input = parsed as Input;
      const state = await spec.load(unit, input, actor);
      if (state === null) return refuse('not_found');
      const allowed = spec.allow(state, actor, input);
      if (allowed !== true) return refuse(allowed);
      const decision = spec.decide(state, input, actor, unit.now);
      const entries = place(decision.entries);
      const effects = (await spec.save?.(unit, state, entries, input)) ?? noEffects;
      return { entries, result: decision.result(entries), effects };
    },
  };
}

/** Declares a command of the contract. */
export function defineCommand<N extends CommandName, State>(
  spec: { name: N } & Spec<ParsedInputOf<N>, OutputOf<N>, State>,
): Command {
  return close(spec.name, spec);
}

/** Declares what only the server itself does: a due timer takes the same road as an officer. */
export function defineSystemCommand<Input, State>(
  name: string,
  spec: Omit<Spec<Input, number, State>, 'allow'>,
): Command {
  return close(name, { ...spec, allow: (_state, actor) => (actor.kind === 'system' ? true : 'not_allowed') });
}

/** A read: one consistent snapshot, what the officer may see and nothing else. */
export interface Query {
  name: QueryName;
  answer(sql: Sql, input: unknown, actor: OfficerActor, now: Instant): Promise<unknown>;
}

/** Declares a query. `answer` refuses with `not_found` for what is absent or out of reach. */
export function defineQuery<N extends QueryName>(
  name: N,
  answer: (sql: Sql, input: ParsedInputOf<N>, actor: OfficerActor, now: Instant) => Promise<OutputOf<N>>,
): Query {
  return { name, answer: (sql, input, actor, now) => answer(sql, input as ParsedInputOf<N>, actor, now) };
}

/** The author that an entry of this actor carries; null for the system. */
export function authorOf(actor: Actor, endId: string | null): Author | null {
  if (actor.kind === 'system') return null;
  const { officerId, name, role, stationId } = actor;
  return { officerId, name, role, stationId, endId };
}
