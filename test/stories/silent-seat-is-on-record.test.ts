// Story: a watch sat with the alarm sound off. Its own station reads from when to when; the other end reads nothing of it.
import { beforeAll, describe, expect, it } from 'vitest';
import { stopClock } from '../support/clock.ts';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { minute, openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

const second = 1_000;

describe('A seat where no alarm would be heard', () => {
  const { node, officer, advance } = openScene();
  // A silence counts from its tenth second on, and a slow machine takes longer than that to end one.
  beforeAll(() => stopClock(node().application.db));
  /** What is asked afterwards is asked a moment later: a summary ends before the instant in which it is asked. */
  async function look(): Promise<void> {
    await node().application.lookAtSounds();
    await advance(second);
  }

  async function seen(asked: TestOfficer, stationId: string, sound: 'on' | 'off' | 'away' | null) {
    await until(
      async () => {
        const { watches } = await asked.send('watch.list', {});
        return watches.find((one) => one.stationId === stationId)?.sound === sound;
      },
      { what: `the seat is seen as ${sound}` },
    );
    await look();
  }
  const withoutSound = async (asked: TestOfficer, stationId: string, which: 'last' | 'present') =>
    (await asked.send('watch.summary', { stationId, which })).summary?.withoutSound;

  it('is put on the record of its own station from its beginning, once it has lasted', async () => {
    const commander = await officer('commander.south-province');
    const duty = await node().officer('duty.south');
    const { station } = await duty.client.me();
    const changes = () => duty.entriesOf(station.channelId, 'watch.sound_changed');
    duty.client.tellSound(true);
    await duty.takeWatch();
    await seen(commander, station.id, 'on');
    await advance(minute);
    await look();
    expect(await changes()).toEqual([]);
    expect(await withoutSound(duty, station.id, 'present')).toEqual({ totalMs: 0, count: 0, periods: [] });

    // A reload of the page is over before it counts.
    duty.client.tellSound(false);
    await seen(commander, station.id, 'off');
    duty.client.tellSound(true);
    await seen(commander, station.id, 'on');
    expect(await changes()).toEqual([]);

    duty.client.tellSound(false);
    await seen(commander, station.id, 'off');
    await advance(11 * second);
    await look();
    const [off] = await changes();
    expect(off).toMatchObject({ by: null, payload: { officer: { name: 'duty.south' }, sound: 'off' } });
    expect(Date.parse(off?.at ?? '') - Date.parse(off?.payload.since ?? '')).toBeGreaterThanOrEqual(
      11 * second,
    );
    await advance(20 * minute);
    await look();
    expect(await changes()).toHaveLength(1);
    const lasting = await withoutSound(commander, station.id, 'present');
    expect(lasting).toMatchObject({ count: 1, periods: [{ sound: 'off', until: null }] });
    expect(lasting?.totalMs).toBeGreaterThanOrEqual(20 * minute);

    duty.client.tellSound(true);
    await seen(commander, station.id, 'on');
    await advance(11 * second);
    await look();
    expect((await changes()).map(({ payload }) => payload.sound)).toEqual(['off', 'on']);
    duty.close();
    await seen(commander, station.id, 'away');
    await advance(5 * minute);
    await look();
  });

  it('stands in the summary of that watch, and not in that of the next one', async () => {
    const commander = await officer('commander.south');
    const relief = await officer('relief.south');
    const { station, officer: next } = await relief.client.me();
    relief.client.tellSound(true);
    await commander.send('watch.relieve', {
      ...{ stationId: station.id, reason: 'Not at his seat', toOfficerId: next.id },
    });
    const last = await withoutSound(commander, station.id, 'last');
    expect(last).toMatchObject({
      count: 2,
      periods: [
        { sound: 'away', until: (await relief.send('watch.get', { stationId: station.id })).watch.since },
        { sound: 'off', until: expect.any(String) },
      ],
    });
    expect(last?.totalMs).toBeGreaterThanOrEqual(25 * minute);
    expect(last?.totalMs).toBeLessThan(30 * minute);
    await seen(commander, station.id, 'on');
    await advance(minute);
    await look();
    expect(await withoutSound(relief, station.id, 'present')).toMatchObject({ count: 0 });
  });

  it('that was silent from the first minute on is told from the first minute on', async () => {
    const east = await node().officer('duty.east');
    const { station } = await east.client.me();
    await east.takeWatch();
    await seen(east, station.id, 'off');
    await advance(minute);
    await look();
    const { watch } = await east.send('watch.get', { stationId: station.id });
    expect(await withoutSound(east, station.id, 'present')).toMatchObject({
      periods: [{ sound: 'off', from: watch.since, until: null }],
    });
  });

  it('that is silent for one cause after the other is silent from the first one on', async () => {
    const home = await officer('commander.home');
    const west = await node().officer('duty.west');
    const { station } = await west.client.me();
    await west.takeWatch();
    await seen(home, station.id, 'off');
    west.close();
    await seen(home, station.id, 'away');
    await advance(11 * second);
    await look();
    const { watch } = await home.send('watch.get', { stationId: station.id });
    expect(await withoutSound(home, station.id, 'present')).toMatchObject({
      count: 1,
      periods: [{ sound: 'away', from: watch.since }],
    });
  });

  it('is told to the other end by no entry, no answer and no push', async () => {
    const north = await node().officer('duty.north');
    const south = await officer('relief.south');
    const { station } = await south.client.me();
    const line = await north.line('river');
    const pushed: unknown[] = [];
    north.client.onEntries((batch) => pushed.push(batch));
    north.client.onSeats((seat) => seat.stationId === station.id && pushed.push(seat));
    const shared = async () => [await north.entries(line.channelId), await north.line('river')];
    // That he sat down himself is told a moment later.
    await until(async () => (await north.line('river')).ends.every(({ connected }) => connected), {
      what: 'both ends are seen as connected',
    });
    const before = JSON.stringify(await shared());
    south.client.tellSound(false);
    await seen(south, station.id, 'off');
    await advance(minute);
    await look();
    expect((await south.entriesOf(station.channelId, 'watch.sound_changed')).at(-1)?.payload.sound).toBe(
      'off',
    );
    // Whatever was told of it was told before this answer.
    expect(JSON.stringify(await shared())).toBe(before);
    expect(pushed).toEqual([]);
    expect(await refusalOf(north.entries(station.channelId))).toBe('not_found');
    expect(await refusalOf(north.send('watch.summary', { stationId: station.id, which: 'present' }))).toBe(
      'not_found',
    );
  });
});
