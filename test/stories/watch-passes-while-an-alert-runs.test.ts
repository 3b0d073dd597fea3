// Story: the watch passes from hand to hand while an alert is running, by hand-over, by relief, and in a race.
import { beforeAll, describe, expect, it } from 'vitest';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { minute, openScene, sideOf } from '../support/scene.ts';

describe('A watch that passes while an alert runs', () => {
  const { onWatch, officer, advance } = openScene();
  let north: TestOfficer;
  let south: TestOfficer;
  let relief: TestOfficer;
  let commander: TestOfficer;
  let stationId: string;

  beforeAll(async () => {
    [north, south] = await onWatch('duty.north', 'duty.south');
    relief = await officer('relief.south');
    commander = await officer('commander.south');
    stationId = (await south.client.me()).station.id;
  });

  const idOf = async (one: TestOfficer) => (await one.client.me()).officer.id;
  async function raise() {
    const opened = await north.openIncident('river');
    const { alertId } = await north.raise(opened.incidentId);
    return { ...opened, alertId };
  }
  const calledIn = async (incidentId: string) =>
    (await south.entriesOf(await sideOf(south, incidentId), 'call.placed')).map(({ payload }) =>
      payload.officers.map(({ name }) => name),
    );

  it('has the next call of the same step go to the officer who holds it then', async () => {
    const { incidentId, alertId } = await raise();
    await south.send('watch.hand_over', { stationId, toOfficerId: await idOf(relief) });
    await relief.acceptWatch();
    await advance(2 * minute);
    expect(await calledIn(incidentId)).toEqual([['duty.south'], ['relief.south']]);
    await relief.send('alert.acknowledge', { alertId, grade: 'accepted' });
    expect((await north.alert(incidentId)).escalation.acknowledgedBy?.name).toBe('relief.south');
  });

  it('can still be answered by the officer who went off: he belongs to the end all the same', async () => {
    const { alertId } = await raise();
    expect((await south.send('alert.acknowledge', { alertId, grade: 'accepted' })).counts).toBe(true);
  });

  it('is taken from him by a commander, with a reason and the open items on the record', async () => {
    const { alertId } = await raise();
    const reason = 'Taken ill';
    for (const one of [south, north, await officer('observer.south')]) {
      const relieving = one.send('watch.relieve', { stationId, reason });
      expect(await refusalOf(relieving)).toBe(one === north ? 'not_found' : 'not_allowed');
    }
    const { watch } = await commander.send('watch.relieve', {
      ...{ stationId, reason, toOfficerId: await idOf(south) },
    });
    expect(watch).toMatchObject({ officerName: 'duty.south', offeredTo: null });
    const { station } = await south.client.me();
    const [relieved] = await south.entriesOf(station.channelId, 'watch.relieved');
    expect(relieved).toMatchObject({
      ...{ by: { name: 'commander.south' } },
      payload: { from: { name: 'relief.south' }, to: { name: 'duty.south' }, reason },
    });
    expect(relieved?.payload.openItems).toContainEqual(expect.objectContaining({ kind: 'alert', alertId }));
  });

  it('is told to the counterpart as unmanned, with since when and by nobody’s name', async () => {
    const { watch } = await commander.send('watch.relieve', { stationId, reason: 'Closed for the night' });
    const { channelId, ends } = await north.line('river');
    const opposite = ends.find(({ endId }) => endId === stationId);
    expect(opposite).toMatchObject({ manned: false, since: watch.since, watchOfficer: null });
    const [told] = await north.entriesOf(channelId, 'end.unmanned');
    expect(told).toMatchObject({ by: null, payload: { endId: stationId, since: watch.since } });
  });

  it('is held by one of two officers who take it at once', async () => {
    const takes = await Promise.allSettled(
      [south, relief, commander].map((one) => one.send('watch.take', { stationId })),
    );
    expect(takes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of takes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'watch_held' });
    const { station } = await south.client.me();
    const taken = (await south.entriesOf(station.channelId, 'watch.taken')).at(-1);
    const { watch } = await south.send('watch.get', { stationId });
    expect(watch).toMatchObject({ officerId: taken?.payload.officer.officerId, since: taken?.at });
  });

  it('names its officer to the counterpart only where the station chooses so', async () => {
    expect((await north.line('river')).ends.find(({ endId }) => endId === stationId)?.watchOfficer).toBe(
      null,
    );
    await (await officer('admin.away')).send('station.set', {
      ...{ code: 'south', organisationCode: 'away', parentCode: 'south-province' },
      ...{ kind: 'post', name: { en: 'South' }, showsWatchOfficer: true },
    });
    const { watch } = await south.send('watch.get', { stationId });
    const line = await north.line('river');
    expect(line.ends.find(({ endId }) => endId === stationId)?.watchOfficer).toBe(watch.officerName);
  });
});
