// The first set-up on a real record: one code, used once, by one.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAccess } from '../../server/access/access.ts';
import { createLimits } from '../../server/access/limits.ts';
import { createSetUp, type SetUp } from '../../server/officers/set-up.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { contracts, type InputOf } from '../../shared/commands.ts';
import { goodPassword } from '../support/access.ts';
import { openTestRecord, type TestRecord } from '../support/record.ts';

let record: TestRecord;
let setUp: SetUp;
beforeEach(async () => {
  record = await openTestRecord();
  setUp = createSetUp(record.db);
});
afterEach(() => record.close());

const refused = (code: string) => expect.objectContaining({ code });
const context = { address: '198.51.100.1', caller: null };
const form = (code: string, admin = 'quantri'): InputOf<'setup.create_admin'> => ({
  code,
  organisation: {
    code: 'bdbp',
    name: { vi: 'Bộ đội Biên phòng' },
    kind: 'domestic',
    country: 'VN',
    language: 'vi',
    timeZone: 'Asia/Ho_Chi_Minh',
  },
  station: { code: 'bo-tu-lenh', name: { vi: 'Bộ Tư lệnh' } },
  admin: { username: admin, name: 'Quản trị', language: 'vi', password: goodPassword },
});
const create = (code: string, admin?: string) =>
  setUp.procedures['setup.create_admin'](
    contracts['setup.create_admin'].input.parse(form(code, admin)),
    context,
  );
const newCode = async () => {
  const code = await setUp.newCode();
  if (code === null) throw new Error('the record is empty');
  return code;
};
const isNeeded = async () => (await setUp.procedures['setup.status']({}, context)).needed;

describe('the set-up code', () => {
  test('makes the first admin, who can sign in', async () => {
    expect(await isNeeded()).toBe(true);
    const { officerId } = await create(await newCode());
    expect(await isNeeded()).toBe(false);
    const { procedures } = createAccess({
      db: record.db,
      limits: createLimits(),
      logger: createLogger('silent'),
    });
    const input = { username: 'quantri', password: goodPassword, device: 'a test' };
    const { accessToken } = await procedures['session.open'](input, context);
    expect(accessToken).toBeTruthy();
    const { officers } = await record.ask('quantri', 'officer.list', {});
    expect(officers).toMatchObject([{ id: officerId, role: 'admin', stationCode: 'bo-tu-lenh' }]);
  });

  test('leaves entries by the server itself, without the password', async () => {
    await create(await newCode());
    const channels = await record.db.selectFrom('channels').select(['id', 'kind']).execute();
    const entries = (await Promise.all(channels.map(({ id }) => record.entries(id)))).flat();
    expect(
      entries.map(({ kind, by }) => ({ kind, by })).sort((a, b) => a.kind.localeCompare(b.kind)),
    ).toEqual([
      { kind: 'officer.set', by: null },
      { kind: 'organisation.set', by: null },
      { kind: 'station.set', by: null },
    ]);
    expect(JSON.stringify(entries)).not.toContain(goodPassword);
  });

  test('works once', async () => {
    const code = await newCode();
    await create(code);
    await expect(create(code, 'another')).rejects.toEqual(refused('already_set_up'));
    expect(await setUp.newCode()).toBeNull();
  });

  test('works for one of two who use it at one moment', async () => {
    const code = await newCode();
    const outcomes = await Promise.allSettled([create(code, 'first'), create(code, 'second')]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: refused('already_set_up'),
    });
    expect(await record.db.selectFrom('officers').select('id').execute()).toHaveLength(1);
  });

  test('is worth nothing once a newer one was printed', async () => {
    const [old, fresh] = [await newCode(), await newCode()];
    await expect(create(old)).rejects.toEqual(refused('set_up_code_wrong'));
    await expect(create(fresh)).resolves.toBeDefined();
  });

  test('a wrong one makes nothing, and the right one still works afterwards', async () => {
    const code = await newCode();
    for (const wrong of ['x', 'AAAA-AAAA-AAAA-AAAA', code.slice(1)]) {
      await expect(create(wrong)).rejects.toEqual(refused('set_up_code_wrong'));
    }
    expect(await record.db.selectFrom('organisations').select('id').execute()).toEqual([]);
    await expect(create(code)).resolves.toBeDefined();
  });

  test('may be typed in small letters and without dashes', async () => {
    const code = await newCode();
    await expect(create(` ${code.toLowerCase().replaceAll('-', '')} `)).resolves.toBeDefined();
  });

  test('is not kept in the record as it is', async () => {
    const code = await newCode();
    const kept = JSON.stringify(await record.db.selectFrom('set_up_codes').selectAll().execute());
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(code.replaceAll('-', ''));
  });

  test('does not exist where somebody has an account, and nothing can be guessed', async () => {
    await create(await newCode());
    await expect(create('anything')).rejects.toEqual(refused('already_set_up'));
  });
});
