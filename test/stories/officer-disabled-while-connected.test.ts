// Story: an officer is cut off while he is connected and writing. Nothing he sends is taken any more, nothing reaches
// him, he is told why, and no way leads back until he is let in again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../shared/commands.ts';
import type { EntryBatch } from '../../shared/entry.ts';
import { newId } from '../../shared/ids.ts';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import { askHttp, codeOf, knock, type RawOfficer, rawOfficer, untilReached } from '../support/raw-officer.ts';
import { until } from '../support/until.ts';
import { password } from '../support/world.ts';

describe.each(['the same node', 'another node'])('An officer disabled at %s', (where) => {
  let record: TestRecord;
  let here: TestNode;
  let admin: RawOfficer;
  let north: RawOfficer;
  let victim: RawOfficer;
  let victimId: string;
  let channelId: string;
  let incidentId: string;

  const say = (text: string) => ({ channelId, text, lang: 'en', marker: 'information' });
  const heard = () =>
    victim.pushed.flatMap(([event, body]) => (event === 'entries' ? (body as EntryBatch).entries : []));

  beforeAll(async () => {
    record = await openRecord();
    here = await record.node();
    const there = where === 'the same node' ? here : await record.node();
    admin = await rawOfficer(there.url, 'admin.away');
    north = await rawOfficer(here.url, 'duty.north');
    victim = await rawOfficer(here.url, 'duty.south');
    const me = await victim.get<OutputOf<'session.me'>>('session.me', {});
    victimId = me.officer.id;
    await victim.get('watch.take', { stationId: me.station.id });
    const input = { lineId: me.ends[0]?.lineId, title: 'Boats', category: 'other', severity: 'Minor' };
    ({ channelId, incidentId } = await north.get<OutputOf<'incident.open'>>('incident.open', input));
  });
  afterAll(async () => {
    for (const officer of [admin, north, victim]) officer.close();
    await record.close();
  });

  it('has no command taken after the commit, however many were on their way', async () => {
    const ask = (name: string, input: object) => {
      const key = newId();
      return untilReached(() => victim.post(name, input, { key })).then(codeOf);
    };
    const given: Promise<string>[] = [];
    let isOver = false;
    // Several at a time and no more, so that a slow machine puts nobody off.
    const flood = Array.from({ length: 4 }, async () => {
      while (!isOver) {
        const asked = [
          ask('message.post', say(`${given.length}`)),
          ask('note.write', { incidentId, text: `${given.length}`, lang: 'km' }),
        ];
        given.push(...asked);
        await Promise.all(asked);
      }
    });
    await until(() => given.length > 20, { what: 'a flood' });
    await admin.get('officer.disable', { officerId: victimId });
    const before = given.length;
    const afterwards = await Promise.all([
      ask('message.post', say('too late')),
      ask('note.write', { incidentId, text: 'too late', lang: 'km' }),
      ask('incident.amend', { incidentId, changes: { subjects: 9 } }),
      ask('incident.get', { incidentId }),
      ask('channel.entries', { channelId }),
      ask('session.me', {}),
    ]);
    expect(afterwards).toEqual(Array<string>(6).fill('session_ended'));
    await until(() => given.length > before + 10, { what: 'the flood to go on' });
    isOver = true;
    await Promise.all(flood);
    const codes = await Promise.all(given);
    expect([...new Set(codes)].sort()).toEqual(['ok', 'session_ended']);
    expect(codes.lastIndexOf('ok')).toBeLessThan(before);

    const { entries } = await north.get<OutputOf<'channel.entries'>>('channel.entries', {
      channelId,
      limit: 500,
    });
    const { station } = await admin.get<OutputOf<'session.me'>>('session.me', {});
    expect(station.code).toBe('away-command');
    const disabledAt = await whenDisabled();
    for (const { by, at } of entries) if (by?.officerId === victimId) expect(at <= disabledAt).toBe(true);
  });

  async function whenDisabled(): Promise<string> {
    const { stations } = await admin.get<OutputOf<'station.list'>>('station.list', {});
    const channel = stations.find(({ code }) => code === 'south')?.channelId;
    const { entries } = await admin.get<OutputOf<'channel.entries'>>('channel.entries', {
      channelId: channel,
    });
    return entries.find(({ kind }) => kind === 'officer.disabled')?.at ?? '';
  }

  it('is told why, is cut off, and hears nothing afterwards', async () => {
    await until(() => !victim.socket.connected, { what: 'the end of the connection' });
    expect(victim.pushed.filter(([event]) => event === 'session-ended')).toEqual([
      ['session-ended', { reason: 'disabled' }],
    ]);
    expect(victim.pushed.at(-1)?.[0]).toBe('session-ended');
    const before = heard().length;
    await north.get('message.post', say('are you there?'));
    await here.application.compare();
    expect(heard()).toHaveLength(before);
  });

  it('holds the watch no longer, and the line says that nobody answers there', async () => {
    const { lines } = await north.get<OutputOf<'line.list'>>('line.list', {});
    const river = lines.find(({ code }) => code === 'river');
    expect(river?.ends.find(({ code }) => code === 'south')).toMatchObject({ manned: false });
  });

  it('finds no way back: not by his token, not by its renewal, not by his password', async () => {
    const { accessToken: token, refreshToken } = victim.tokens;
    expect(await knock(here.url, { token })).toBe('session_ended');
    expect(codeOf(await askHttp(here.url, 'api/session.renew', { refreshToken }))).toBe('session_ended');
    const signIn = { username: 'duty.south', password };
    expect(codeOf(await askHttp(here.url, 'api/session.open', signIn))).toBe('sign_in_failed');
  });

  it('comes back with his password when he is let in again, and his old session stays dead', async () => {
    await admin.get('officer.enable', { officerId: victimId });
    expect(await knock(here.url, { token: victim.tokens.accessToken })).toBe('session_ended');
    const again = await rawOfficer(here.url, 'duty.south');
    const key = newId();
    expect(codeOf(await again.ask('message.post', say('I am back'), key))).toBe('ok');
    again.close();
  });
});
