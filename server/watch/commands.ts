// The watch: taken, offered, accepted, relieved; and who holds which.
import type { Draft } from '../../shared/entry.ts';
import { refuse } from '../../shared/errors.ts';
import type { Appended } from '../../shared/nouns/message.ts';
import type { Watch, WatchSeen } from '../../shared/nouns/watch.ts';
import type { Instant } from '../../shared/time.ts';
import { isOfficer } from '../access/policy.ts';
import {
  type Actor,
  type Command,
  type Decision,
  defineCommand,
  defineQuery,
  type OfficerActor,
  type PlacedDraft,
  type PlacedEntry,
  type Query,
  type Sql,
  type Unit,
} from '../platform/command.ts';
import { findLocked } from '../platform/find-locked.ts';
import { type Manning, manningChannels, tellLines } from '../stations/manning.ts';
import { readManning, readMannings } from '../stations/manning-store.ts';
import { reaches } from '../stations/store.ts';
import {
  acceptWatch,
  foldWatch,
  mayHoldWatch,
  offerWatch,
  type Relief,
  relieveWatch,
  soundOf,
  takeWatch,
  toWatch,
  watchPeriod,
} from './domain.ts';
import { readDrills, readSoundTests, readWatchChanges, summariseWatch } from './duty-store.ts';
import { readOpenItems, readSilencedItems } from './open-items-store.ts';
import { findCandidates, readOfferNote, saveWatch, soundsAt, stationsBelow } from './store.ts';

interface WatchUnderChange extends Relief {
  manning: Manning;
}

/** The watch of a station within the officer's reach, locked with the lines that are told of it. */
async function openWatch(unit: Unit, stationId: string, actor: Actor): Promise<WatchUnderChange | null> {
  const { sql } = unit;
  if (!isOfficer(actor) || !(await reaches(sql, actor.stationId, stationId))) return null;
  const manning = await findLocked(unit, () => readManning(sql, stationId), manningChannels);
  if (!manning) return null;
  const open = await readOpenItems(sql, stationId, manning.channelId);
  return { manning, ...open, candidates: await findCandidates(sql, stationId) };
}

/** Only officers of that very station, in a role that answers. */
function isOfThisWatch({ manning }: WatchUnderChange, actor: Actor) {
  const may = isOfficer(actor) && actor.stationId === manning.stationId && mayHoldWatch(actor.role);
  return may || 'not_allowed';
}

/** One entry in the station's channel, and where the watch changes hands, one in each of its lines. */
function change(
  { manning }: WatchUnderChange,
  draft: Draft | null,
  now: Instant,
): Decision<{ watch: Watch }> {
  const result = (entries: readonly PlacedEntry[]) => ({ watch: toWatch(foldWatch(manning, entries)) });
  if (!draft) return { entries: [], result };
  return { entries: [{ ...draft, channelId: manning.channelId }, ...told(manning, draft, now)], result };
}

function told(manning: Manning, draft: Draft, now: Instant): PlacedDraft[] {
  if (draft.kind === 'watch.taken') return tellLines(manning, draft.payload.officer, now);
  if (draft.kind === 'watch.handed_over' || draft.kind === 'watch.relieved') {
    return tellLines(manning, draft.payload.to, now);
  }
  return [];
}

async function save({ sql }: Unit, { manning }: WatchUnderChange, entries: readonly PlacedEntry[]) {
  if (entries.length > 0) await saveWatch(sql, foldWatch(manning, entries));
  return undefined;
}

function himself(actor: Actor): OfficerActor {
  return isOfficer(actor) ? actor : refuse('not_allowed');
}

function placeOf([entry]: readonly PlacedEntry[]): Appended {
  if (!entry) throw new Error('a test of the sound is one entry');
  const { channelId, seq, at } = entry;
  return { channelId, seq, at };
}

export const watchCommands: readonly Command[] = [
  defineCommand<'watch.take', WatchUnderChange>({
    name: 'watch.take',
    load: (unit, { stationId }, actor) => openWatch(unit, stationId, actor),
    allow: isOfThisWatch,
    decide(state, _input, actor, now) {
      const { officerId, name } = himself(actor);
      return change(state, takeWatch(state.manning, { officerId, name }), now);
    },
    save,
  }),
  defineCommand<'watch.hand_over', WatchUnderChange>({
    name: 'watch.hand_over',
    load: (unit, { stationId }, actor) => openWatch(unit, stationId, actor),
    allow: isOfThisWatch,
    decide: (state, input, actor, now) =>
      change(state, offerWatch(state.manning, state, himself(actor).officerId, input), now),
    save,
  }),
  defineCommand<'watch.accept', WatchUnderChange>({
    name: 'watch.accept',
    load: (unit, { stationId }, actor) => openWatch(unit, stationId, actor),
    allow: isOfThisWatch,
    decide: (state, { items }, actor, now) =>
      change(state, acceptWatch(state.manning, state, himself(actor).officerId, items), now),
    save,
  }),
  defineCommand<'watch.relieve', WatchUnderChange>({
    name: 'watch.relieve',
    load: (unit, { stationId }, actor) => openWatch(unit, stationId, actor),
    allow: (_state, actor) => (isOfficer(actor) && actor.role === 'commander') || 'not_allowed',
    decide: (state, input, _actor, now) => change(state, relieveWatch(state.manning, state, input), now),
    save,
  }),
  defineCommand<'watch.test_sound', WatchUnderChange>({
    name: 'watch.test_sound',
    load: (unit, { stationId }, actor) => openWatch(unit, stationId, actor),
    allow: isOfThisWatch,
    decide({ manning: { channelId } }, { heard }, actor) {
      const { officerId, name } = himself(actor);
      const payload = { officer: { officerId, name }, heard };
      return { entries: [{ kind: 'watch.sound_tested', payload, channelId }], result: placeOf };
    },
  }),
];

/** The watches with whether an alarm would be heard where each holder sits: for their own side alone. */
async function withSound(trx: Sql, mannings: readonly Manning[]): Promise<WatchSeen[]> {
  const sounds = await soundsAt(
    trx,
    mannings.flatMap(({ holder }) => (holder ? [holder.officerId] : [])),
  );
  return mannings.map((manning) => ({ ...toWatch(manning), sound: soundOf(manning.holder, sounds) }));
}

async function channelWithin(trx: Sql, actor: OfficerActor, stationId: string): Promise<string> {
  const manning = (await reaches(trx, actor.stationId, stationId)) ? await readManning(trx, stationId) : null;
  return manning?.channelId ?? refuse('not_found');
}

export const watchQueries: readonly Query[] = [
  defineQuery('watch.get', async (trx, { stationId }, actor) => {
    const isReached = await reaches(trx, actor.stationId, stationId);
    const manning = isReached ? await readManning(trx, stationId) : null;
    if (!manning) return refuse('not_found');
    const detail = {
      offerNote: manning.offeredTo ? await readOfferNote(trx, manning.channelId) : null,
      ...(await readOpenItems(trx, stationId, manning.channelId)),
      silencedItems: await readSilencedItems(trx, manning.channelId),
      candidates: await findCandidates(trx, stationId),
    };
    const [seen] = await withSound(trx, [manning]);
    return { watch: { ...(seen ?? refuse('internal')), ...detail } };
  }),
  defineQuery('watch.list', async (trx, _input, actor) => {
    const mannings = await readMannings(trx, await stationsBelow(trx, actor.stationId));
    return { watches: await withSound(trx, mannings) };
  }),
  defineQuery('watch.summary', async (trx, { stationId, which }, actor, now) => {
    const channelId = await channelWithin(trx, actor, stationId);
    const period = watchPeriod(await readWatchChanges(trx, channelId), which);
    return { summary: period && (await summariseWatch(trx, { stationId, channelId, ...period }, now)) };
  }),
  defineQuery('watch.tests', async (trx, { stationId }, actor) => {
    const channelId = await channelWithin(trx, actor, stationId);
    const [sound] = await readSoundTests(trx, channelId, { last: 1 });
    return { sound: sound ?? null, lines: await readDrills(trx, stationId) };
  }),
];
