// Story: the demo is loaded once, shows a settled case, one in hand and a drill, and greets nobody with an alarm.
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Application, createApplication } from '../../server/app.ts';
import { openClient } from '../../server/platform/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/template-database.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
let application: Application;

async function start(on = database): Promise<Application> {
  return createApplication({
    config: {
      host: '127.0.0.1',
      port: 0,
      dataDir: '',
      publicUrl: 'http://127.0.0.1',
      databaseUrl: on.url,
      redisUrl: null,
      logLevel: 'silent',
    },
    logger: pino({ level: 'silent' }),
    databaseUrl: on.url,
    // Nobody sits at the watches of the demo: ten seconds later each of them would have an entry that says so.
    soundEveryMs: 24 * 60 * 60_000,
  });
}
async function count(table: 'entries' | 'receipts', { db } = application): Promise<number> {
  const { rows } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return rows;
}

beforeAll(async () => {
  database = await createTestDatabase();
  application = await start();
  await application.loadDemo();
});
afterAll(async () => {
  await application.drain();
  await database.drop();
});

describe('The demo', () => {
  it('has a fishing case that both sides closed, with its subjects counted', async () => {
    const closed = await application.db
      .selectFrom('incidents')
      .selectAll()
      .where('status', '=', 'closed')
      .execute();
    expect(closed).toMatchObject([
      { number: expect.stringMatching(/^THUONG-PHUOC-\d{4}-0001$/), subjects: 3 },
    ]);
    expect(closed[0]?.closure_agreed_by).toHaveLength(1);
  });

  it('has a crossing in hand and a drill that is marked as one', async () => {
    const open = await application.db
      .selectFrom('incidents')
      .select(['category', 'status', 'cap_status'])
      .where('status', '<>', 'closed')
      .orderBy('number')
      .execute();
    expect(open).toEqual([
      { category: 'illegal_crossing', status: 'in_progress', cap_status: 'Actual' },
      { category: 'other', status: 'open', cap_status: 'Exercise' },
    ]);
  });

  it('leaves no alert that calls anybody, now or later', async () => {
    const escalations = await application.db.selectFrom('escalations').select(['state', 'due_at']).execute();
    expect(escalations).toHaveLength(3);
    for (const one of escalations) expect(one).toEqual({ state: 'acknowledged', due_at: null });
  });

  it('leaves the line of the tour to the visitors, with a watch above both its ends', async () => {
    const manned = await application.db
      .selectFrom('watches as w')
      .innerJoin('stations as s', 's.id', 'w.station_id')
      .select('s.code')
      .where('w.officer_id', 'is not', null)
      .execute();
    const codes = manned.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['cao-bang', 'vn-command', 'guangxi', 'cn-command']));
    expect(codes).not.toContain('tra-linh');
    expect(codes).not.toContain('long-bang');
  });

  it('prints sign-ins that work, the line of the tour first', async () => {
    const { signIns } = await application.loadDemo();
    expect(signIns.slice(0, 4).map(({ username }) => username)).toEqual([
      'trucban.tralinh',
      'chihuy.tralinh',
      'duty.longbang',
      'commander.longbang',
    ]);
    expect(signIns[0]?.what).toBe('duty officer, Trà Lĩnh Border Gate Post');
    expect(new Set(signIns.map(({ password }) => password)).size).toBe(1);
  });

  it('keeps everything when it is started again', async () => {
    const before = [await count('entries'), await count('receipts')];
    await application.drain();
    application = await start();
    await application.loadDemo();
    expect([await count('entries'), await count('receipts')]).toEqual(before);
  });

  it('is whole after the next start when its first load was killed between an alert and its answer', async () => {
    const fresh = await createTestDatabase();
    const killed = await start(fresh);
    const [one, other, watcher] = await Promise.all(
      ['one', 'other', 'watcher'].map((name) => openClient(fresh.url, name)),
    );
    if (!one || !other || !watcher) throw new Error('three connections were opened');
    const waiting = `from pg_locks l join pg_stat_activity a using (pid)
      where not granted and relation in ('alerts'::regclass, 'escalations'::regclass)`;
    const isWaiting = (query: string) => async () =>
      (await watcher.query(`select ${waiting} and query like $1`, [`%${query}%`])).rows.length > 0;
    const lockAs = (table: string, mode: string) =>
      `set lock_timeout = 0; set idle_in_transaction_session_timeout = 0; begin; lock table ${table} in ${mode} mode`;
    await one.query(lockAs('alerts', 'share'));
    let outcome: 'whole' | 'cut short' | undefined;
    void killed.loadDemo().then(
      () => (outcome = 'whole'),
      () => (outcome = 'cut short'),
    );
    // The alert passes in front of a lock that nothing passes after it.
    await until(isWaiting('insert into "alerts"'), { what: 'the first alert', deadlineMs: 120_000 });
    await other.query(lockAs('escalations', 'share'));
    await one.query('commit');
    await until(isWaiting('insert into "escalations"'), { what: 'its escalation' });
    const isBehind = one.query(lockAs('escalations', 'exclusive'));
    await until(isWaiting('in exclusive mode'), { what: 'the lock behind it' });
    await other.query('commit');
    await isBehind;
    await until(() => watcher.query(`select pg_terminate_backend(pid) ${waiting}`).then(() => outcome), {
      what: 'the end of the load',
    });
    expect(outcome).toBe('cut short');
    await Promise.all([one, other, watcher].map((client) => client.end()));
    expect(await killed.db.selectFrom('escalations').select('state').execute()).toEqual([
      { state: 'running' },
    ]);
    await killed.drain();

    const next = await start(fresh);
    await next.loadDemo();
    const escalations = await next.db.selectFrom('escalations').select(['state', 'due_at']).execute();
    expect(escalations).toEqual(Array.from({ length: 3 }, () => ({ state: 'acknowledged', due_at: null })));
    expect([await count('entries', next), await count('receipts', next)]).toEqual([
      await count('entries'),
      await count('receipts'),
    ]);
    await next.drain();
    await fresh.drop();
  });
});
