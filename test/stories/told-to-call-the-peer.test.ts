// Whoever was told to call his peer opposite finds that in the queue again after a reload; nobody else reads it there.
import { describe, expect, it } from 'vitest';
import { minute, openScene, sideOf } from '../support/scene.ts';

describe('The call to ring one’s peer', () => {
  const { officer, onWatch, advance } = openScene();

  it('stands in the queue of the officer who was told, and in no other', async () => {
    const [north] = await onWatch('duty.north', 'duty.south');
    const { incidentId, channelId } = await north.openIncident('river');
    await north.raise(incidentId);
    const inQueueOf = async (username: string) => {
      const items = await (await officer(username)).queue();
      return items.filter((item) => item.incidentId === incidentId);
    };
    expect(await inQueueOf('commander.north-province')).toMatchObject([{ channelId, toCallPeer: null }]);

    for (const minutes of [2, 2, 3]) await advance(minutes * minute);

    const { escalation } = await north.alert(incidentId);
    expect(escalation).toMatchObject({ step: 2 });
    expect(await inQueueOf('commander.north-province')).toMatchObject([
      { addressed: false, toCallPeer: escalation.turn },
    ]);
    for (const username of ['duty.north', 'commander.north', 'commander.home', 'commander.south-province'])
      expect(await inQueueOf(username), username).toMatchObject([{ toCallPeer: null }]);
  });

  it('is told to nobody where one command stands above both ends: it is called itself', async () => {
    const admin = await officer('admin.home');
    const steps = [{ level: 'national', role: 'commander', waitMs: 5 * minute, tellPeer: true }] as const;
    for (const endCode of ['east', 'west'])
      await admin.send('policy.set', {
        ...{ lineCode: 'ridge', endCode, severity: 'Severe' },
        ladder: { steps: [...steps], acceptWithinMs: null, followUpWithinMs: null },
      });
    const north = await officer('duty.north');
    const { incidentId, channelId } = await north.openIncident('ridge');
    await north.raise(incidentId);
    const called = await north.entriesOf(channelId, 'escalation.called');
    expect(called.map(({ payload: { level, peer } }) => [level, peer])).toEqual([
      ['national', null],
      ['national', null],
    ]);
    expect(await north.entriesOf(await sideOf(north, incidentId), 'call.placed')).toEqual([]);
    const east = await officer('duty.east');
    const placed = await east.entriesOf(await sideOf(east, incidentId), 'call.placed');
    expect(placed).toMatchObject([
      { payload: { toCallPeer: false, officers: [{ name: 'commander.home' }] } },
    ]);
  });
});
