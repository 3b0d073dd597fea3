// Story: a provincial command hands its watch over. Its relief reads what has climbed to it, what it has taken over, and
// whom it was told to ring; and how much more there is than can be read.
import { beforeAll, describe, expect, it } from 'vitest';
import { mostOpenItems, toAcceptedItem } from '../../shared/nouns/watch.ts';
import type { TestOfficer } from '../support/officer.ts';
import { minute, openScene } from '../support/scene.ts';

describe('The hand-over of a provincial watch', () => {
  const { onWatch, officer, advance } = openScene();
  let north: TestOfficer;
  let south: TestOfficer;
  let province: TestOfficer;
  let provinceId: string;
  const titles = new Map<string, string>();

  const watchOf = async (stationId: string, reader: TestOfficer) =>
    (await reader.send('watch.get', { stationId })).watch;
  const open = async () =>
    (await watchOf(provinceId, province)).openItems.map(
      ({ kind, state, incidentId }) => `${kind} ${state}: ${titles.get(incidentId)}`,
    );
  const caseWithAlert = async (by: TestOfficer, title: string) => {
    const { incidentId } = await by.openIncident('river', { title });
    titles.set(incidentId, title);
    await by.raise(incidentId);
  };

  beforeAll(async () => {
    [north, south] = await onWatch('duty.north', 'duty.south');
    province = await officer('commander.south-province');
    await province.takeWatch();
    provinceId = (await province.client.me()).station.id;
  });

  it('has nothing while alerts wait at the posts below', async () => {
    await caseWithAlert(north, 'Climbing');
    await caseWithAlert(north, 'Taken over');
    await caseWithAlert(south, 'Opposite');
    expect(await open()).toEqual([]);
    await advance(2 * minute);
    await advance(2 * minute);
    expect(await open()).toEqual([]);
  });

  it('has the alerts that have climbed to it, and the calls to its peer that it was told to make', async () => {
    await advance(3 * minute);
    const all = ['alert running: Climbing', 'alert running: Taken over', 'peer_call running: Opposite'];
    expect(await open()).toEqual(all);
    // The peer opposite has its own half of the same matters.
    const north = await officer('commander.north-province');
    const { station } = await north.client.me();
    const { openItems } = await watchOf(station.id, north);
    expect(openItems.map(({ kind, title }) => `${kind} ${title}`)).toEqual([
      ...['alert Opposite', 'peer_call Climbing', 'peer_call Taken over'],
    ]);
  });

  it('keeps what an officer of it has taken over until the case is resolved', async () => {
    const { items } = await province.send('escalation.queue', {});
    const one = items.find(({ incidentTitle }) => incidentTitle === 'Taken over');
    await province.send('escalation.take_over', {
      escalationId: one?.escalation.id ?? '',
    });
    const [climbing, taken, opposite] = await open();
    expect([climbing, taken, opposite]).toEqual([
      ...['alert running: Climbing', 'alert taken_over: Taken over', 'peer_call running: Opposite'],
    ]);
    const incidentId = one?.incidentId ?? '';
    await south.send('incident.change_status', { incidentId, to: 'resolved', reason: 'Settled' });
    expect(await open()).toEqual([...['alert running: Climbing', 'peer_call running: Opposite']]);
  });

  it('keeps what nobody has answered to the last step, and no more what somebody has', async () => {
    for (let step = 0; step < 4; step += 1) await advance(10 * minute);
    expect(await open()).toEqual(['alert exhausted: Climbing', 'peer_call exhausted: Opposite']);
    const { alert } = await south.alert([...titles].find(([, title]) => title === 'Climbing')?.[0] ?? '');
    await south.send('alert.acknowledge', { alertId: alert.id, grade: 'accepted' });
    expect(await open()).toEqual(['peer_call exhausted: Opposite']);
  });

  it('names the two hundred most pressing, and says how many more there are', async () => {
    const { id: lineId } = await south.line('river');
    const inHand = async () => (await watchOf((await south.client.me()).station.id, south)).openItems.length;
    const before = await inHand();
    const wanted = mostOpenItems + 7 - before;
    for (let number = 0; number < wanted; number += 1)
      await south.send('incident.open', {
        ...{ lineId, title: `Case ${number}`, category: 'other', severity: 'Minor' },
      });
    const stationId = (await south.client.me()).station.id;
    const watch = await watchOf(stationId, south);
    expect([watch.openItems.length, watch.moreItems]).toEqual([mostOpenItems, 7]);

    const relief = await officer('relief.south');
    const { officer: next } = await relief.client.me();
    await south.send('watch.hand_over', { stationId, toOfficerId: next.id });
    const items = (await watchOf(stationId, relief)).openItems.map(toAcceptedItem);
    await relief.send('watch.accept', { stationId, items });
    const { station } = await relief.client.me();
    const [entry] = await relief.entriesOf(station.channelId, 'watch.handed_over');
    expect([entry?.payload.openItems.length, entry?.payload.moreItems]).toEqual([mostOpenItems, 7]);
  });
});
