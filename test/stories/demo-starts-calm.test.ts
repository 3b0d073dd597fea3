// Story: the demo is loaded once, shows a settled case, one in hand and a drill, and greets nobody with an alarm.
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Application, createApplication } from '../../server/app.ts';
import { createTestDatabase, type TestDatabase } from '../support/template-database.ts';

let database: TestDatabase;
let application: Application;

async function start(): Promise<Application> {
  return createApplication({
    config: {
      host: '127.0.0.1',
      port: 0,
      dataDir: '',
      publicUrl: 'http://127.0.0.1',
      databaseUrl: database.url,
      redisUrl: null,
      logLevel: 'silent',
    },
    logger: pino({ level: 'silent' }),
    databaseUrl: database.url,
    // Nobody sits at the watches of the demo: ten seconds later each of them would have an entry that says so.
    soundEveryMs: 24 * 60 * 60_000,
  });
}
async function count(table: 'entries' | 'receipts'): Promise<number> {
  const { rows } = await application.db
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
});
