/** The watch on a real record: taken once, told to the lines without a name, lost with the account that holds it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { worldFile } from '../../shared/world.ts';
import { openTestRecord, type TestRecord } from '../support/record.ts';

let record: TestRecord;
beforeAll(async () => {
  record = await openTestRecord();
});
afterAll(() => record.close());

const organisation = (code: string, kind: string) => ({
  code,
  kind,
  name: { en: code },
  country: 'VN',
  language: 'vi',
  timeZone: 'Asia/Ho_Chi_Minh',
});
const station = (code: string, organisationCode: string, parentCode: string | null) => ({
  code,
  organisationCode,
  parentCode,
  kind: 'post',
  name: { en: code },
});
const officer = (username: string, stationCode: string, role: string) => ({
  username,
  stationCode,
  role,
  name: `Officer ${username}`,
  language: 'vi',
});

let round = 0;
let post = '';
let channels: { station: string; lines: string[] };
const officerId = async (username: string) => {
  const { officers } = await record.ask(`admin${round}`, 'officer.list', {});
  return officers.find((one) => one.username === username)?.id ?? '';
};
const stationId = async (code: string) => {
  const found = await record.db
    .selectFrom('stations')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  return found.id;
};
const last = async (channelId: string) => (await record.entries(channelId)).at(-1);
const refused = (code: string) => expect.objectContaining({ code });
const run = (who: string, name: 'watch.take' | 'watch.accept') =>
  record.run(
    `${who}${round}`,
    name,
    name === 'watch.take' ? { stationId: post } : { stationId: post, items: [] },
  );
const handOver = async (who: string, to: string) =>
  record.run(`${who}${round}`, 'watch.hand_over', {
    stationId: post,
    toOfficerId: await officerId(`${to}${round}`),
  });

/** A fresh post with two lines for every test: a duty officer, a second one, a commander, an observer. */
beforeEach(async () => {
  round += 1;
  const [name, far, near] = [`post${round}`, `far${round}`, `near${round}`];
  await record.apply(
    worldFile.parse({
      organisations: [organisation('home', 'domestic'), organisation('opposite', 'counterpart')],
      stations: [
        station('top', 'home', null),
        station(name, 'home', 'top'),
        station(near, 'home', 'top'),
        station(far, 'opposite', null),
      ],
      officers: [
        officer(`an${round}`, name, 'duty_officer'),
        officer(`binh${round}`, name, 'liaison'),
        officer(`chi${round}`, name, 'commander'),
        officer(`dung${round}`, name, 'observer'),
        officer(`top${round}`, 'top', 'commander'),
        officer(`admin${round}`, 'top', 'admin'),
        officer(`li${round}`, far, 'duty_officer'),
      ],
      lines: [
        { code: `river${round}`, kind: 'cross_border', name: { en: 'River' }, endCodes: [name, far] },
        { code: `hill${round}`, kind: 'adjacent', name: { en: 'Hill' }, endCodes: [name, near] },
      ],
    }),
  );
  post = await stationId(name);
  const { stations } = await record.ask(`admin${round}`, 'station.list', {});
  const { lines } = await record.ask(`an${round}`, 'line.list', {});
  channels = {
    station: stations.find(({ id }) => id === post)?.channelId ?? '',
    lines: lines.map(({ channelId }) => channelId),
  };
});

describe('the watch of a post', () => {
  test('of two officers who take it at once has one holder', async () => {
    const takes = await Promise.allSettled([run('an', 'watch.take'), run('binh', 'watch.take')]);
    expect(takes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(takes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'watch_held' },
    });
    const kinds = (await record.entries(channels.station)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'watch.taken')).toHaveLength(1);
  });

  test('is told to every line of the post, whether and since when, not by whom', async () => {
    const { watch } = await run('an', 'watch.take');
    expect(channels.lines).toHaveLength(2);
    for (const channelId of channels.lines) {
      expect(await last(channelId)).toMatchObject({
        kind: 'end.manned',
        by: null,
        payload: { endId: post, since: watch.since, watchOfficer: null },
      });
    }
    const { lines } = await record.ask(`li${round}`, 'line.list', {});
    const seen = lines[0]?.ends.find(({ endId }) => endId === post);
    expect(seen).toMatchObject({ manned: true, since: watch.since, watchOfficer: null, mine: false });
    expect(JSON.stringify(lines)).not.toContain('Officer an');
    const { lines: own } = await record.ask(`an${round}`, 'line.list', {});
    expect(own[0]?.ends.find(({ endId }) => endId === post)).toMatchObject({
      watchOfficer: `Officer an${round}`,
      mine: true,
    });
  });

  test('names the officer where the post shows him, from the moment it does', async () => {
    await run('an', 'watch.take');
    const shown = {
      ...station(`post${round}`, 'home', 'top'),
      kind: 'post' as const,
      showsWatchOfficer: true,
    };
    await record.run(`admin${round}`, 'station.set', shown);
    for (const channelId of channels.lines) {
      expect(await last(channelId)).toMatchObject({
        payload: { watchOfficer: `Officer an${round}` },
        by: null,
      });
    }
    const { lines } = await record.ask(`li${round}`, 'line.list', {});
    expect(lines[0]?.ends.find(({ endId }) => endId === post)).toMatchObject({
      watchOfficer: `Officer an${round}`,
    });
  });

  test('taken twice by one officer leaves one entry', async () => {
    const { watch } = await run('an', 'watch.take');
    const before = await record.entries(channels.station);
    expect((await run('an', 'watch.take')).watch).toEqual(watch);
    expect(await record.entries(channels.station)).toEqual(before);
  });

  test('passes to the incoming officer when he accepts', async () => {
    await run('an', 'watch.take');
    const { watch: offered } = await handOver('an', 'chi');
    expect(offered).toMatchObject({
      officerName: `Officer an${round}`,
      offeredTo: { name: `Officer chi${round}` },
    });
    await expect(run('binh', 'watch.accept')).rejects.toThrow(refused('watch_not_offered'));
    const { watch } = await run('chi', 'watch.accept');
    expect(watch).toMatchObject({ officerName: `Officer chi${round}`, offeredTo: null });
    expect(await last(channels.station)).toMatchObject({
      kind: 'watch.handed_over',
      payload: { openItems: [] },
    });
    const { watch: read } = await record.ask(`top${round}`, 'watch.get', { stationId: post });
    expect(read).toMatchObject(watch);
    expect(read.candidates.map(({ role }) => role)).toEqual(['duty_officer', 'liaison', 'commander']);
  });

  test('is not for observers, other stations, or the other side', async () => {
    await expect(run('dung', 'watch.take')).rejects.toThrow(refused('not_allowed'));
    await expect(run('top', 'watch.take')).rejects.toThrow(refused('not_allowed'));
    await expect(run('li', 'watch.take')).rejects.toThrow(refused('not_found'));
    await expect(record.ask(`li${round}`, 'watch.get', { stationId: post })).rejects.toThrow(
      refused('not_found'),
    );
    await run('an', 'watch.take');
    await expect(handOver('an', 'dung')).rejects.toThrow(refused('reference_unknown'));
  });

  test('is relieved by a commander from above and left unmanned', async () => {
    await run('an', 'watch.take');
    const relief = { stationId: post, reason: 'Ill' };
    await expect(record.run(`binh${round}`, 'watch.relieve', relief)).rejects.toThrow(refused('not_allowed'));
    const { watch } = await record.run(`top${round}`, 'watch.relieve', relief);
    expect(watch).toMatchObject({ officerId: null, since: expect.any(String) });
    for (const channelId of channels.lines) {
      expect(await last(channelId)).toMatchObject({
        kind: 'end.unmanned',
        by: null,
        payload: { since: watch.since },
      });
    }
    await expect(record.run(`top${round}`, 'watch.relieve', relief)).rejects.toThrow(
      refused('watch_unmanned'),
    );
  });

  test('is lost with the account that holds it, and the offer with the account it was made to', async () => {
    await run('an', 'watch.take');
    await handOver('an', 'binh');
    await record.run(`admin${round}`, 'officer.disable', { officerId: await officerId(`binh${round}`) });
    const { watches } = await record.ask(`chi${round}`, 'watch.list', {});
    expect(watches).toMatchObject([{ officerName: `Officer an${round}`, offeredTo: null }]);
    const disabled = await record.run(`admin${round}`, 'officer.disable', {
      officerId: await officerId(`an${round}`),
    });
    const entries = await record.entries(channels.station);
    expect(entries.filter(({ seq }) => seq >= disabled.seq).map(({ kind }) => kind)).toEqual([
      'officer.disabled',
      'watch.relieved',
    ]);
    for (const channelId of channels.lines)
      expect(await last(channelId)).toMatchObject({ kind: 'end.unmanned' });
    const { watches: after } = await record.ask(`chi${round}`, 'watch.list', {});
    expect(after).toMatchObject([{ officerId: null }]);
  });

  test('is lost by an officer who becomes an observer, kept under a new name', async () => {
    await run('an', 'watch.take');
    const changed = { ...officer(`an${round}`, `post${round}`, 'duty_officer'), name: 'Trực ban' } as const;
    await record.run(`admin${round}`, 'officer.set', { ...changed, role: 'duty_officer', language: 'vi' });
    expect((await record.ask(`chi${round}`, 'watch.list', {})).watches).toMatchObject([
      { officerName: 'Trực ban' },
    ]);
    await record.run(`admin${round}`, 'officer.set', { ...changed, role: 'observer', language: 'vi' });
    expect((await record.ask(`chi${round}`, 'watch.list', {})).watches).toMatchObject([{ officerId: null }]);
  });
});

describe('an account cut off', () => {
  test('loses its sessions and its authority at once, and gets them back only by signing in again', async () => {
    const id = await officerId(`an${round}`);
    await run('an', 'watch.take');
    await record.run(`admin${round}`, 'officer.disable', { officerId: id });
    const sessions = await record.db
      .selectFrom('sessions')
      .selectAll()
      .where('officer_id', '=', id)
      .execute();
    expect(sessions.length).toBeGreaterThan(0);
    expect(sessions.every(({ revoked_at }) => revoked_at !== null)).toBe(true);
    await expect(run('an', 'watch.take')).rejects.toThrow(refused('session_ended'));
    await record.run(`admin${round}`, 'officer.enable', { officerId: id });
    await run('an', 'watch.take');
  });

  test('is out of reach of other admins, and of officers', async () => {
    const officerOfPost = { officerId: await officerId(`an${round}`) };
    await expect(record.run(`li${round}`, 'officer.disable', officerOfPost)).rejects.toThrow(
      refused('not_found'),
    );
    await expect(record.run(`chi${round}`, 'officer.disable', officerOfPost)).rejects.toThrow(
      refused('not_allowed'),
    );
    const himself = { officerId: await officerId(`admin${round}`) };
    await expect(record.run(`admin${round}`, 'officer.disable', himself)).rejects.toThrow(
      refused('not_allowed'),
    );
  });

  test('gets a new password from the admin, and older sessions end', async () => {
    const id = await officerId(`an${round}`);
    await run('an', 'watch.take');
    const password = 'a new long password';
    await record.run(`admin${round}`, 'officer.set_password', { officerId: id, password });
    const live = await record.db
      .selectFrom('sessions')
      .selectAll()
      .where('officer_id', '=', id)
      .where('revoked_at', 'is', null)
      .execute();
    expect(live).toEqual([]);
    const entry = await last(channels.station);
    expect(entry).toMatchObject({ kind: 'officer.password_set' });
    expect(JSON.stringify(entry)).not.toContain(password);
  });
});
