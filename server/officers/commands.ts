// Officers: accounts made, changed, cut off and let in again. Whoever can no longer answer loses the watch with it.
import { newId } from '../../shared/ids.ts';
import type { Appended } from '../../shared/nouns/message.ts';
import { forgiveAccount } from '../access/lock-out-store.ts';
import { hashPassword } from '../access/passwords.ts';
import {
  type Actor,
  type Command,
  defineCommand,
  defineQuery,
  type PlacedDraft,
  type PlacedEntry,
  type Query,
  type Sql,
  type Unit,
} from '../platform/command.ts';
import { findLocked } from '../platform/find-locked.ts';
import { whileIdle } from '../platform/idle.ts';
import { type Administrator, isAdministrator } from '../stations/domain.ts';
import { findStation, readAdministrator } from '../stations/store.ts';
import { judgeOfficer, type KnownOfficer, mayManageOfficer, type OfficerChange } from './domain.ts';
import {
  openStandDown,
  rename,
  type StandDown,
  saveStandDown,
  standDown,
  watchChannels,
} from './stand-down.ts';
import {
  insertOfficer,
  listOfficers,
  lockOfficer,
  raiseEpoch,
  revokeAuthority,
  setDisabled,
  setPasswordHash,
  updateOfficer,
} from './store.ts';

/** More than the longest line of passwords takes on a slow machine. */
const hashSeconds = 60;

/** While many sign in, a password waits its turn; nothing but the account is locked meanwhile. */
const hashInTurn = (trx: Sql, password: string) => whileIdle(trx, hashSeconds, () => hashPassword(password));

const byOfficer = (actor: Actor) => (actor.kind === 'officer' ? actor.officerId : null);

interface OfficerSetting extends OfficerChange {
  id: string;
  passwordHash: string | null;
  watch: StandDown | null;
}

const setOfficer = defineCommand<'officer.set', OfficerSetting>({
  name: 'officer.set',
  async load(unit, { username, stationCode, password }, actor) {
    const { sql } = unit;
    const admin = await readAdministrator(sql, actor);
    const existing = await lockOfficer(sql, admin, { username });
    // Before the channels are locked: hashing takes its time, and nobody has to wait for it.
    const hashes = isAdministrator(admin) && !existing && password !== undefined;
    const passwordHash = hashes ? await hashInTurn(sql, password) : null;
    const find = async () => ({
      station: await findStation(sql, admin, { code: stationCode }),
      watch: existing && (await openStandDown(sql, existing)),
    });
    const found = await findLocked(unit, find, ({ station, watch }) => [
      ...(station ? [station.channelId, station.organisation.channelId] : []),
      ...(watch ? watchChannels(watch) : []),
    ]);
    const id = existing?.id ?? newId();
    return found && { admin, byOfficerId: byOfficer(actor), existing, id, passwordHash, ...found };
  },
  allow: ({ admin }) => isAdministrator(admin) || 'not_allowed',
  decide(state, { password: _password, ...fields }, _actor, now) {
    const { id, existing, watch } = state;
    const { changed, leavesWatch, station } = judgeOfficer(state, fields);
    const payload = { ...fields, officerId: id, created: !existing };
    // An officer who moves is gone from one station and new at another: both records say so.
    const channelIds = new Set([station.channelId, existing?.station.channelId ?? station.channelId]);
    const said = [...channelIds].map(
      (channelId): PlacedDraft => ({ channelId, kind: 'officer.set', payload }),
    );
    const onWatch = watch
      ? leavesWatch
        ? standDown(watch, 'The account was changed.', now)
        : rename(watch, fields.name)
      : [];
    return {
      entries: changed ? [...said, ...onWatch] : [],
      result: () => ({ officerId: id, changed }),
    };
  },
  async save({ sql }, state, entries, input) {
    if (entries.length === 0) return undefined;
    const { id, existing, watch, passwordHash } = state;
    const { movesAuthority, leavesWatch, station } = judgeOfficer(state, input);
    const { username, role, name, language } = input;
    const fields = { stationId: station.id, role, name, language };
    if (!existing) {
      await insertOfficer(sql, { ...fields, id, username, passwordHash });
      return undefined;
    }
    await updateOfficer(sql, id, fields);
    await (movesAuthority ? revokeAuthority(sql, id, 'signed_out') : raiseEpoch(sql, id));
    if (watch && leavesWatch) await saveStandDown(sql, watch, entries);
    return undefined;
  },
});

interface OneOfficer {
  admin: Administrator;
  byOfficerId: string | null;
  officer: KnownOfficer;
  watch: StandDown;
  passwordHash: string | null;
}

/** The account with its watch, locked; null when it is neither within reach nor in care of the one who asks. */
async function openOfficer(
  unit: Unit,
  { officerId, password }: { officerId: string; password?: string },
  actor: Actor,
): Promise<OneOfficer | null> {
  const { sql } = unit;
  const admin = await readAdministrator(sql, actor);
  const officer = await lockOfficer(sql, admin, { id: officerId });
  if (!officer) return null;
  const byOfficerId = byOfficer(actor);
  const may = mayManageOfficer(admin, byOfficerId, officer);
  if (!may && !officer.station.isReached) return null;
  const passwordHash = may && password !== undefined ? await hashInTurn(sql, password) : null;
  const { channelId } = officer.station.organisation;
  const watch = await findLocked(
    unit,
    () => openStandDown(sql, officer),
    (found) => [channelId, ...watchChannels(found)],
  );
  return watch && { admin, byOfficerId, officer, watch, passwordHash };
}

const mayManage = ({ admin, byOfficerId, officer }: OneOfficer) =>
  mayManageOfficer(admin, byOfficerId, officer) || 'not_allowed';

function about({ officer: { id, username, station } }: OneOfficer) {
  return { channelId: station.channelId, payload: { officerId: id, username } };
}

function whereItStands([entry]: readonly PlacedEntry[]): Appended {
  if (!entry) throw new Error('an entry was placed');
  const { channelId, seq, at } = entry;
  return { channelId, seq, at };
}

const disable = defineCommand<'officer.disable', OneOfficer>({
  name: 'officer.disable',
  load: openOfficer,
  allow: mayManage,
  decide: (state, _input, _actor, now) => ({
    entries: [
      { ...about(state), kind: 'officer.disabled' },
      ...standDown(state.watch, 'The account was disabled.', now),
    ],
    result: whereItStands,
  }),
  async save({ sql }, { officer, watch }, entries) {
    await setDisabled(sql, officer.id, true);
    await revokeAuthority(sql, officer.id, 'disabled');
    await saveStandDown(sql, watch, entries);
    return undefined;
  },
});

const enable = defineCommand<'officer.enable', OneOfficer>({
  name: 'officer.enable',
  load: openOfficer,
  allow: mayManage,
  decide: (state) => ({ entries: [{ ...about(state), kind: 'officer.enabled' }], result: whereItStands }),
  async save({ sql }, { officer }) {
    await setDisabled(sql, officer.id, false);
    return undefined;
  },
});

const setPassword = defineCommand<'officer.set_password', OneOfficer>({
  name: 'officer.set_password',
  load: openOfficer,
  allow: mayManage,
  decide: (state) => ({
    entries: [{ ...about(state), kind: 'officer.password_set' }],
    result: whereItStands,
  }),
  async save({ sql }, { officer, passwordHash }) {
    if (passwordHash === null) throw new Error('a password was hashed');
    await setPasswordHash(sql, officer.id, passwordHash);
    await revokeAuthority(sql, officer.id, 'signed_out');
    // Whoever guessed at the old password must not keep him from the new one.
    await forgiveAccount(sql, officer.username);
    return undefined;
  },
});

export const officerCommands: readonly Command[] = [setOfficer, disable, enable, setPassword];

export const officerQueries: readonly Query[] = [
  defineQuery('officer.list', async (trx, _input, actor) => ({ officers: await listOfficers(trx, actor) })),
];
