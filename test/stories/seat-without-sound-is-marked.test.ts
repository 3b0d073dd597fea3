// The server knows which seat on watch cannot be alarmed: its own side is told, the other end is not.
import { describe, expect, it } from 'vitest';
import type { WatchSound } from '../../shared/nouns/watch.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

async function soundOfSouth(asked: TestOfficer): Promise<WatchSound | null | undefined> {
  const { watches } = await asked.send('watch.list', {});
  return watches.find(({ stationCode }) => stationCode === 'south')?.sound;
}

describe('A seat on watch', () => {
  const { node, officer, onWatch } = openScene();

  it('is marked as silent until its alarm sound is on, and again when its device is gone', async () => {
    const commander = await officer('commander.south-province');
    expect(await soundOfSouth(commander)).toBeNull();
    const hints: string[] = [];
    commander.client.onSeats(({ stationId }) => hints.push(stationId));

    const duty = await node().officer('duty.south');
    await duty.takeWatch();
    const { station } = await duty.client.me();
    const becomes = (sound: WatchSound) =>
      until(async () => (await soundOfSouth(commander)) === sound, { what: `the seat is seen as ${sound}` });

    await becomes('off');
    duty.client.tellSound(true);
    await becomes('on');
    await until(() => hints.includes(station.id), { what: 'the command above is told to look' });
    const { watch } = await commander.send('watch.get', { stationId: station.id });
    expect(watch.sound).toBe('on');
    duty.client.tellSound(false);
    await becomes('off');
    duty.close();
    await becomes('away');
  });

  it('is heard at one device though another of the same officer is silent', async () => {
    const commander = await officer('commander.south-province');
    const [duty] = await onWatch('duty.south');
    const second = await node().officer('duty.south');
    second.client.tellSound(true);
    await until(async () => (await soundOfSouth(commander)) === 'on');
    duty.client.tellSound(true);
    second.close();
    duty.client.tellSound(false);
    await until(async () => (await soundOfSouth(commander)) === 'off');
  });

  it('is no business of the other end', async () => {
    const [north, south] = await onWatch('duty.north', 'duty.south');
    const heard: string[] = [];
    const { station } = await south.client.me();
    north.client.onSeats(({ stationId }) => heard.push(stationId));
    const own = new Promise<void>((hear) => south.client.onSeats(() => hear()));
    south.client.tellSound(true);
    await own;
    // What the node tells is told to all at once: an answer after it comes after whatever it told.
    const { lines } = await north.send('line.list', {});
    expect(heard).not.toContain(station.id);
    expect(JSON.stringify(lines)).not.toMatch(/sound/);
  });
});
