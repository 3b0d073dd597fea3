// Story: scripts at both posts drive the hotline through `parley`, by exit codes and JSON alone.
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { worldCommands } from '../../shared/world.ts';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import { type CommandLine, type Outcome, openCommandLine } from '../support/command-line.ts';
import { until } from '../support/until.ts';
import { smallWorld } from '../support/world.ts';

// Every line below is a process: half a second of a core that is free.
describe('The hotline from the command line', () => {
  let record: TestRecord;
  let node: TestNode;
  let line: CommandLine;
  let number: string;
  const north = (...args: string[]) => line.run('--profile', 'north', ...args);
  const south = (...args: string[]) => line.run('--profile', 'south', ...args);
  const done = async (running: Promise<Outcome>): Promise<Outcome> => {
    const outcome = await running;
    expect(outcome).toMatchObject({ code: 0, err: '' });
    return outcome;
  };

  beforeAll(async () => {
    record = await openRecord();
    node = await record.node();
    line = await openCommandLine(node.url);
  });
  afterAll(async () => {
    await line.close();
    await record.close();
  });

  it('signs in into a profile that only its owner can read, and says who one is', async () => {
    expect(await line.run('lines', '--json')).toMatchObject({ code: 4, out: '' });
    await Promise.all([done(north('sign-in', 'duty.north')), done(south('sign-in', 'duty.south'))]);
    const wrong = await line.run('--profile', 'x', 'sign-in', 'nobody.there', '--json');
    expect(wrong.code).toBe(3);
    expect(JSON.parse(wrong.err)).toMatchObject({ ok: false, error: { code: 'sign_in_failed' } });
    expect((await stat(join(line.folder, 'parley/north.json'))).mode & 0o777).toBe(0o600);
    expect((await north('me', '--json')).json()).toMatchObject({
      officer: { username: 'duty.north' },
      station: { code: 'north' },
    });
    expect((await north('lines')).out).toContain('river  River  *north: unmanned, south: unmanned');
  });

  it('plays the main story: open, post, raise, acknowledge, watch the queue, read both records', async () => {
    await Promise.all([done(north('watch', 'take')), done(south('watch', 'take'))]);
    const opened = await north(
      ...['open', 'river', '--title', 'Boats at night', '--category', 'illegal_fishing'],
      ...['--severity', 'Severe', '--marker', '241', '--exercise', '--json'],
    );
    ({ number } = opened.json<{ number: string }>());
    expect(number).toMatch(/^RIVER-\d{4}-0001$/);

    const tail = line.start('--profile', 'south', 'tail', number, '--follow', '--json');
    const queue = line.start('--profile', 'south', 'queue', '--watch', '--json');
    await until(() => tail.lines.length > 0 && queue.lines.length > 0);

    await done(north('post', number, 'Ba thuyền', '--marker', 'information'));
    await done(north('note', number, 'our own business'));
    const raised = await north(
      ...['raise', number, 'Please confirm', '--urgency', 'Immediate', '--severity', 'Severe'],
      ...['--certainty', 'Observed', '--to', 'south', '--json'],
    );
    const { alertId } = raised.json<{ alertId: string }>();
    await until(() => queue.lines.some((one) => one.includes(alertId)));

    await done(south('ack', number, '--reply-by', '+30m'));
    const accepted = await south('ack', alertId, '--accepted', '--json');
    expect(accepted.json()).toMatchObject({ alertId, counts: true });
    expect((await south('ack', number)).code).toBe(3);
    await done(south('post', number, 'We see them', '--marker', 'answer', '--reply-to', '2'));
    await until(() => tail.lines.some((one) => one.includes('We see them')));
    expect(await tail.stop()).toBe(0);
    expect(await queue.stop()).toBe(0);

    const entries = tail.lines.map((one) => JSON.parse(one));
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
    expect(entries.map(({ kind }) => kind)).toEqual([
      ...['incident.opened', 'message.posted', 'alert.raised', 'escalation.called'],
      ...['alert.acknowledged', 'alert.acknowledged', 'message.posted'],
    ]);
    const shown = (await north('tail', number)).out;
    expect(shown).toContain('duty.north: ALERT to south (Immediate, Severe, Observed): Please confirm');
    expect(shown).not.toContain('our own business');
    expect((await north('tail', number, '--private')).out).toContain(
      'duty.north: (private) our own business',
    );
    expect((await south('tail', number, '--private')).out).not.toContain('our own business');
    expect(JSON.parse((await north('tail', number, '--since', '6', '--json')).out)).toMatchObject({ seq: 7 });
  });

  it('finds a phrase in any language, posts it, and shows it in words', async () => {
    const found = await north('phrases', 'tuan', 'tra', 'chung', '--json');
    const { phrases } = found.json<{ phrases: { code: string; marker: string; slots: object }[] }>();
    expect(phrases[0]).toMatchObject({
      code: 'request.joint_patrol',
      marker: 'request',
      slots: { marker: 'marker', at: 'time' },
    });
    expect((await north('phrases', 'stand', 'by', '--lang', 'vi')).out).toContain('reply.stand_by');

    const slots = ['--slot', 'marker=257/3', '--slot', 'at=2026-11-21T14:00+07:00'];
    await done(north('post', number, '--phrase', 'request.joint_patrol', ...slots));
    const [said] = (await south('tail', number, '--last', '1', '--json')).out.trim().split('\n');
    expect(JSON.parse(said ?? '')).toMatchObject({
      payload: {
        marker: 'request',
        phrase: {
          code: 'request.joint_patrol',
          slots: { marker: '257/3', at: '2026-11-21T07:00:00.000Z' },
        },
      },
    });
    expect((await south('tail', number, '--last', '1')).out).toContain(
      'We propose a joint patrol from boundary marker 257/3',
    );

    const short = await north('post', number, '--phrase', 'request.joint_patrol', '--json');
    expect(short.code).toBe(3);
    expect(JSON.parse(short.err)).toMatchObject({
      error: { code: 'invalid_input', details: { issues: [{ path: 'phrase.slots.marker' }, {}] } },
    });
    expect(await north('post', number, '--phrase', 'request.nothing')).toMatchObject({ code: 2 });
    expect(await north('post', number, 'words', '--phrase', 'reply.thanks')).toMatchObject({ code: 2 });
    expect(await north('post', number, 'words without a marker')).toMatchObject({ code: 2 });
  });

  it('closes the case jointly and finds it again', async () => {
    const amended = await north(
      'amend',
      number,
      '--subjects',
      '5',
      '--outcome',
      'sent back',
      ...['--lat', '10.8', '--lon', '105.2'],
    );
    expect(amended.code).toBe(0);
    expect((await north('status', number, 'resolved', '--reason', 'settled')).code).toBe(0);
    expect((await north('status', number, 'closed', '--reason', 'done')).out).toContain(
      'until the other ends agree',
    );
    expect((await south('status', number, 'closed', '--reason', 'agreed')).out).toContain('is closed');
    const found = await north('incidents', '--line', 'river', '--status', 'closed', 'resolved', '--json');
    expect(found.json()).toMatchObject({
      incidents: [{ number, subjects: 5, place: { marker: '241', latitude: 10.8 }, capStatus: 'Exercise' }],
    });
    expect((await south('show', number)).out).toMatch(/status +closed/);
    const fits = [
      ...['--number', number, '--marker', '241', '--subjects-from', '5', '--subjects-to', '5', '--counted'],
      ...['--outcome', 'SENT', '--opened-by', 'north', '--alerts', 'answered', '--closure', 'joint'],
      ...['--closed-from', '2026-01-01', '--agreement', 'regulation'],
    ];
    for (const how of ['search', 'incidents']) {
      expect([how, (await south(how, ...fits)).out]).toEqual([how, expect.stringContaining(number)]);
      expect([how, (await south(how, '--no-counted')).out]).toEqual([
        how,
        expect.not.stringContaining(number),
      ]);
      expect([how, (await south(how, '--near', '10.8')).code]).toEqual([how, 2]);
      expect([how, (await south(how, '--opened-by', 'nowhere')).code]).toEqual([how, 2]);
    }
  });

  it('tells wrong usage, what is not there, and a server that is away, by exit codes', async () => {
    const codes = async (...args: string[]) => (await north(...args)).code;
    expect(await codes('open', 'river')).toBe(2);
    expect(await codes('tail', 'river', '--since', 'soon')).toBe(2);
    expect(await codes('tail', 'river', '--last', '-3')).toBe(2);
    expect(await codes('call', 'no.such', '{}')).toBe(2);
    expect(await codes('show', 'RIVER-2026-9999')).toBe(3);
    expect(await codes('incidents', '--severity', 'Terrible')).toBe(3);
    const refused = await north('call', 'channel.entries', '{"channelId":"nonsense"}', '--json');
    expect(JSON.parse(refused.err)).toMatchObject({
      error: { details: { issues: [{ path: 'channelId' }] } },
    });
    const away = await line.run(
      '--profile',
      'away',
      'sign-in',
      'duty.north',
      '--url',
      'http://127.0.0.1:9',
      '--json',
    );
    expect(away.code).toBe(5);
    expect(JSON.parse(away.err)).toMatchObject({ ok: false, error: { code: 'unreachable' } });
  });

  it('applies a world file, twice without a change, and names the line of what is wrong', async () => {
    await line.run('--profile', 'admin', 'sign-in', 'admin.home');
    const file = join(line.folder, 'world.yaml');
    const station = (code: string, parent: string) =>
      `  - { code: ${code}, organisationCode: home, parentCode: ${parent}, kind: post, name: { en: ${code} } }\n`;
    const apply = () => line.run('--profile', 'admin', 'world', 'apply', file, '--json');
    await writeFile(file, `stations:\n${station('new-post', 'north-province')}`);
    expect((await apply()).json()).toEqual({ changed: 1, unchanged: 0, left: [], refused: [] });
    expect((await apply()).json()).toEqual({ changed: 0, unchanged: 1, left: [], refused: [] });

    await writeFile(
      file,
      `stations:\n${station('new-post', 'north-province')}${station('other', 'nowhere')}`,
    );
    const refused = await apply();
    expect(refused.code).toBe(3);
    expect(refused.err).toContain('world.yaml:3 (stations.1)');
    await writeFile(file, `stations:\n  - code: x\n    kind: castle\n`);
    const wrong = await apply();
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('world.yaml:3 (stations.0.kind)');
  });

  it('applies the world of both sides again, and leaves to the other what that administers by now', async () => {
    const file = join(line.folder, 'whole.json');
    await writeFile(file, JSON.stringify(smallWorld));
    const outcome = await done(line.run('--profile', 'admin', 'world', 'apply', file, '--json'));
    const ofAway = [
      'organisation',
      ...['station', 'station', 'station'],
      'policy',
      ...Array(8).fill('officer'),
    ];
    const all = worldCommands(smallWorld).length;
    expect(outcome.json()).toEqual({
      changed: 0,
      unchanged: all - ofAway.length,
      left: [{ organisation: 'away', items: ofAway.length }],
      refused: [],
    });
    const inWords = await line.run('--profile', 'admin', 'world', 'apply', file);
    expect(inWords.out).toContain('13 left to away, which administers itself.');
  });

  it('signs out, and everywhere', async () => {
    await done(north('sign-out'));
    expect((await north('me')).code).toBe(4);
    await line.run('--profile', 'other', 'sign-in', 'duty.south');
    const tail = line.start('--profile', 'other', 'tail', 'river', '--follow');
    await until(() => tail.lines.length > 0);
    await done(south('sign-out', '--everywhere'));
    expect(await tail.ended).toBe(4);
  });
});
