// Authority on a real record: who a command acts as, what a disable waits for, and how connections hear of it.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readActor } from '../../server/access/actor.ts';
import { endsOfLine } from '../../server/access/ends.ts';
import { createKeyRing } from '../../server/access/key-store.ts';
import { accessQueries } from '../../server/access/queries.ts';
import { createRevocations, type Revocations, type Seat } from '../../server/access/revocations.ts';
import { endSessions } from '../../server/access/session-store.ts';
import { signAccessToken } from '../../server/access/tokens.ts';
import { databaseNow } from '../../server/journal/commit.ts';
import type { Sql } from '../../server/platform/command.ts';
import { openDatabase } from '../../server/platform/database.ts';
import { me } from '../../shared/nouns/session.ts';
import { openTestAccess, type TestAccess } from '../support/access.ts';
import { until } from '../support/until.ts';

let it: TestAccess;
beforeAll(async () => {
  it = await openTestAccess();
});
afterAll(() => it.record.close());

const refused = (code: string) => expect.objectContaining({ code });
const act = <T>(work: (trx: Sql) => Promise<T>) => it.db.transaction().execute(work);
async function signedIn(station: 'home' | 'opposite' = 'home') {
  const officer = await it.newOfficer(station);
  const tokens = await it.signIn(officer.username);
  return { ...officer, tokens, sessionId: tokens.sessionId };
}

/** A transaction that has read its actor and goes on when told to. */
async function commandInFlight(sessionId: string) {
  const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>();
  const { promise: hasRead, resolve: read } = Promise.withResolvers<void>();
  const committed = act(async (trx) => {
    await readActor(trx, { sessionId });
    read();
    await mayCommit;
  });
  await hasRead;
  return { commit, committed };
}

/** Whether somebody waits for a lock in this database. */
const somebodyWaits = async () => {
  const { rows } = await sql<{ waiting: boolean }>`
    select exists (
      select from pg_locks l join pg_stat_activity a using (pid)
      where not l.granted and a.datname = current_database()
    ) as waiting`.execute(it.db);
  return rows[0]?.waiting;
};

describe('the actor of a command', () => {
  test('is the officer as the record has him, not as the token was made', async () => {
    const { officerId, username, sessionId } = await signedIn();
    const set = { username, stationCode: 'home', name: 'Đổi tên', language: 'en' } as const;
    await it.record.asSystem('officer.set', { ...set, role: 'duty_officer' });
    expect(await act((trx) => readActor(trx, { sessionId }))).toEqual({
      kind: 'officer',
      officerId,
      sessionId,
      username,
      name: 'Đổi tên',
      role: 'duty_officer',
      stationId: expect.any(String),
      organisationId: expect.any(String),
      language: 'en',
      epoch: expect.any(Number),
    });
  });

  test.each([
    ['an unknown session', async () => randomUUID() as string],
    [
      'a closed session',
      async () => {
        const { sessionId } = await signedIn();
        await act((trx) => endSessions(trx, { sessionId }, 'signed_out'));
        return sessionId;
      },
    ],
    [
      'a disabled officer',
      async () => {
        const { sessionId, officerId } = await signedIn();
        await it.record.asSystem('officer.disable', { officerId });
        return sessionId;
      },
    ],
  ])('is refused for %s', async (_who, make) => {
    const sessionId = await make();
    await expect(act((trx) => readActor(trx, { sessionId }))).rejects.toEqual(refused('session_ended'));
  });

  const cutOffs: [string, (one: { officerId: string; sessionId: string }) => Promise<unknown>][] = [
    ['a disable', ({ officerId }) => it.record.asSystem('officer.disable', { officerId })],
    [
      'a new password',
      ({ officerId }) =>
        it.record.asSystem('officer.set_password', { officerId, password: 'some long password' }),
    ],
    ['the end of a session', ({ sessionId }) => act((trx) => endSessions(trx, { sessionId }, 'reused'))],
  ];

  test.each(cutOffs)('%s waits for a command in flight', async (_what, cutOff) => {
    const one = await signedIn();
    const { commit, committed } = await commandInFlight(one.sessionId);
    let isCutOff = false;
    const cut = cutOff(one).then(() => {
      isCutOff = true;
    });
    await until(somebodyWaits);
    expect(isCutOff).toBe(false);
    commit();
    await Promise.all([committed, cut]);
  });

  const bump = (trx: Sql, officerId: string) =>
    sql`update officers set epoch = epoch + 1 where id = ${officerId}`.execute(trx);
  const cutsInFlight: [
    string,
    (trx: Sql, one: { officerId: string; sessionId: string }) => Promise<unknown>,
  ][] = [
    [
      'a disable',
      (trx, { officerId }) =>
        sql`update officers set disabled_at = parley_now() where id = ${officerId}`.execute(trx),
    ],
    [
      'a change of authority that ends all sessions',
      async (trx, { officerId }) => {
        await bump(trx, officerId);
        await endSessions(trx, { officerId }, 'signed_out');
      },
    ],
    ['the end of its session', (trx, { sessionId }) => endSessions(trx, { sessionId }, 'reused')],
  ];

  test.each(cutsInFlight)('a command that waited for %s is refused', async (_what, cut) => {
    const one = await signedIn();
    const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>();
    const { promise: isHeld, resolve: held } = Promise.withResolvers<void>();
    const holding = act(async (trx) => {
      await cut(trx, one);
      held();
      await mayCommit;
    });
    await isHeld;
    const command = act((trx) => readActor(trx, { sessionId: one.sessionId }));
    command.catch(() => undefined);
    await until(somebodyWaits);
    commit();
    await holding;
    await expect(command).rejects.toEqual(refused('session_ended'));
  });

  test('a renewal does not wait for commands in flight, nor they for it', async () => {
    const { tokens, sessionId } = await signedIn();
    const { commit, committed } = await commandInFlight(sessionId);
    const { refreshToken } = tokens;
    await it.access.procedures['session.renew']({ refreshToken }, { address: 'x', caller: null });
    commit();
    await committed;
  });
});

describe('the key of one side', () => {
  test('makes no officer of the other, although it signs for one of its own sessions', async () => {
    const [ours, theirs] = [await signedIn('home'), await signedIn('opposite')];
    const { organisationId } = await it.access.verifyAccessToken(theirs.tokens.accessToken);
    const theirKey = await createKeyRing(it.db).signingKey(organisationId);
    for (const officerId of [ours.officerId, theirs.officerId]) {
      const token = signAccessToken(theirKey, { officerId, sessionId: ours.sessionId });
      await expect(it.access.verifyAccessToken(token)).rejects.toEqual(refused('token_invalid'));
      await expect(it.access.seat(token)).rejects.toEqual(refused('token_invalid'));
    }
    const swapped = signAccessToken(theirKey, { officerId: ours.officerId, sessionId: theirs.sessionId });
    await expect(it.access.verifyAccessToken(swapped)).rejects.toEqual(refused('token_invalid'));
  });
});

describe('what an officer is told of himself', () => {
  test('names his station, his organisation and his ends, and fits the contract', async () => {
    await it.record.asSystem('line.set', {
      code: 'home-opposite',
      kind: 'cross_border',
      name: { en: 'A line' },
      endCodes: ['home', 'opposite'],
    });
    const { sessionId, username } = await signedIn();
    const told = await act(async (trx) => {
      const actor = await readActor(trx, { sessionId });
      return accessQueries[0]?.answer(trx, {}, actor, await databaseNow(trx));
    });
    const self = me.parse(told);
    expect(self).toMatchObject({
      sessionId,
      officer: { username, disabled: false },
      station: { code: 'home' },
    });
    const [end] = self.ends;
    expect(self.ends).toEqual([{ lineId: expect.any(String), endId: self.station.id }]);
    const ends = await act((trx) => endsOfLine(trx, end?.lineId ?? '', self.station.id));
    expect(ends.map(({ position, mine }) => ({ position, mine }))).toEqual([
      { position: 0, mine: true },
      { position: 1, mine: false },
    ]);
  });
});

describe('connected officers', () => {
  const open: Revocations[] = [];
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });

  function watchSeats(everyMs: number, db = it.db) {
    const told: string[] = [];
    const revocations = createRevocations({
      db,
      everyMs,
      onRevoked: (sessionId, reason) => told.push(`${sessionId} ${reason}`),
      onChanged: (officerId) => told.push(`${officerId} changed`),
    });
    open.push(revocations);
    return { told, revocations };
  }
  const never = 1_000_000;

  test('are told within a poll that their session has ended, each of its connections once', async () => {
    const { tokens, sessionId, officerId } = await signedIn();
    const { told, revocations } = watchSeats(20);
    for (let n = 0; n < 2; n += 1) revocations.register(await it.access.seat(tokens.accessToken));
    await it.record.asSystem('officer.disable', { officerId });
    await until(() => told.length > 0);
    await revocations.checkNow();
    expect(told).toEqual([`${sessionId} disabled`]);
  });

  test('are told at once after a commit of this node', async () => {
    const { tokens, sessionId } = await signedIn();
    const { told, revocations } = watchSeats(never);
    revocations.register(await it.access.seat(tokens.accessToken));
    await revocations.checkNow();
    expect(told).toEqual([]);
    await act((trx) => endSessions(trx, { sessionId }, 'reused'));
    await Promise.all([revocations.checkNow(), revocations.checkNow(), revocations.checkNow()]);
    expect(told).toEqual([`${sessionId} reused`]);
  });

  test('keep their seat up to date when their authority changes', async () => {
    const { tokens, officerId } = await signedIn();
    const seat: Seat = await it.access.seat(tokens.accessToken);
    const { told, revocations } = watchSeats(never);
    revocations.register(seat);
    await it.db
      .updateTable('officers')
      .set(({ eb }) => ({ epoch: eb('epoch', '+', 1) }))
      .where('id', '=', officerId)
      .execute();
    await revocations.checkNow();
    await revocations.checkNow();
    expect(told).toEqual([`${officerId} changed`]);
    expect(seat.epoch).toBe(2);
  });

  test('are told nothing after they have left', async () => {
    const { tokens, officerId } = await signedIn();
    const { told, revocations } = watchSeats(never);
    const seat = await it.access.seat(tokens.accessToken);
    revocations.register(seat);
    revocations.unregister(seat);
    await it.record.asSystem('officer.disable', { officerId });
    await revocations.checkNow();
    expect(told).toEqual([]);
  });

  test('stay connected while the record is away, and hear of everything when it is back', async () => {
    const { tokens, sessionId, officerId } = await signedIn();
    const away = openDatabase('postgres://nobody@127.0.0.1:1/none', { applicationName: 'away' });
    let isAway = true;
    const flickering = new Proxy(it.db, {
      get: (db, name) => {
        const from = isAway ? away.db : db;
        const found: unknown = Reflect.get(from, name, from);
        return typeof found === 'function' ? found.bind(from) : found;
      },
    });
    const { told, revocations } = watchSeats(never, flickering);
    revocations.register(await it.access.seat(tokens.accessToken));
    await it.record.asSystem('officer.disable', { officerId });
    await revocations.checkNow();
    expect(told).toEqual([]);
    isAway = false;
    await revocations.checkNow();
    expect(told).toEqual([`${sessionId} disabled`]);
    await away.close();
  });
});
