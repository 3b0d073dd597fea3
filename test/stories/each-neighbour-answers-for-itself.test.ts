// Story: an alert goes to two neighbours; each climbs its own ladder, and who stands above several says for which he acts.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Escalation } from '../../shared/nouns/alert.ts';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { minute, openScene, sideOf } from '../support/scene.ts';

describe('An alert to two neighbours', () => {
  const { onWatch, officer, advance } = openScene();
  let north: TestOfficer;
  let east: TestOfficer;
  let west: TestOfficer;
  let home: TestOfficer;

  beforeAll(async () => {
    [north, east, west] = await onWatch('duty.north', 'duty.east', 'duty.west');
    home = await officer('commander.home');
  });

  const endOf = async (one: TestOfficer) => (await one.client.me()).station.id;
  async function raise() {
    const opened = await north.openIncident('ridge');
    const { alertId, escalationIds } = await north.raise(opened.incidentId);
    expect(escalationIds).toHaveLength(2);
    return { ...opened, alertId };
  }
  async function against(one: TestOfficer, incidentId: string): Promise<Escalation> {
    const endId = await endOf(one);
    const found = (await north.alert(incidentId)).alert.escalations.find((each) => each.endId === endId);
    if (!found) throw new Error('the alert is not for that end');
    return found;
  }

  it('climbs each ladder by itself when one of them answers', async () => {
    const { incidentId, channelId, alertId } = await raise();
    await east.send('alert.acknowledge', { alertId, grade: 'accepted' });
    await east.post(channelId, 'We look on our slope');
    for (const ms of [2, 2, 3, 5, 10]) await advance(ms * minute);
    expect(await against(east, incidentId)).toMatchObject({ state: 'acknowledged', turn: 1 });
    expect(await against(west, incidentId)).toMatchObject({ state: 'exhausted' });
    const called = await east.entriesOf(channelId, 'escalation.called');
    const westEnd = await endOf(west);
    expect(called.filter(({ payload }) => payload.endId !== westEnd)).toHaveLength(1);
  });

  it('is not settled for one neighbour by the message of the other', async () => {
    const { incidentId, channelId, alertId } = await raise();
    for (const one of [east, west]) await one.send('alert.acknowledge', { alertId, grade: 'accepted' });
    await east.post(channelId, 'We look on our slope');
    await advance(30 * minute);
    expect((await against(east, incidentId)).state).toBe('acknowledged');
    expect(await against(west, incidentId)).toMatchObject({ state: 'running', round: 2 });
  });

  it('tells each neighbour’s names to that neighbour alone', async () => {
    const { incidentId } = await raise();
    const placed = await Promise.all(
      [north, east, west].map(async (one) => one.entriesOf(await sideOf(one, incidentId), 'call.placed')),
    );
    expect(
      placed.map((calls) => calls.flatMap(({ payload }) => payload.officers.map(({ name }) => name))),
    ).toEqual([[], ['duty.east'], ['duty.west']]);
  });

  it('makes a commander above several ends say for which of them he acts', async () => {
    const { incidentId, alertId } = await raise();
    const acknowledge = (endId?: string) =>
      home.send('alert.acknowledge', { alertId, grade: 'accepted', ...(endId && { endId }) });
    expect(await refusalOf(acknowledge())).toBe('end_required');
    expect(await refusalOf(acknowledge(await endOf(north)))).toBe('end_not_yours');
    expect((await acknowledge(await endOf(west))).counts).toBe(true);
    expect((await against(west, incidentId)).acknowledgedBy).toMatchObject({
      ...{ name: 'commander.home', endId: await endOf(west) },
    });
    expect((await against(east, incidentId)).state).toBe('running');
    const { id: lineId } = await home.line('ridge');
    const opening = { lineId, title: 'Whose is it?', category: 'other', severity: 'Minor' } as const;
    expect(await refusalOf(home.send('incident.open', opening))).toBe('end_required');
    expect(await refusalOf(home.post((await home.line('ridge')).channelId, 'Hear me'))).toBe('end_required');
  });

  it('needs no end from him where only one that is his was asked', async () => {
    const { incidentId } = await north.openIncident('ridge');
    const { alertId } = await north.raise(incidentId, { toEndIds: [await endOf(west)] });
    await home.send('alert.acknowledge', { alertId, grade: 'accepted' });
    expect((await against(west, incidentId)).acknowledgedBy?.endId).toBe(await endOf(west));
  });

  it('cannot be answered, pressed or taken over by the neighbour it is not for', async () => {
    const { incidentId } = await north.openIncident('ridge');
    const { alertId } = await north.raise(incidentId, { toEndIds: [await endOf(west)] });
    const { id: escalationId, turn } = await against(west, incidentId);
    expect(await refusalOf(east.send('alert.acknowledge', { alertId, grade: 'accepted' }))).toBe(
      'end_not_yours',
    );
    const press = east.send('escalation.escalate_now', { escalationId, turn });
    expect(await refusalOf(press)).toBe('not_allowed');
    for (const toEndIds of [[await endOf(north)], [await endOf(west), incidentId]])
      expect(await refusalOf(north.raise(incidentId, { toEndIds }))).toBe('reference_unknown');
  });

  it('is withdrawn from both at once', async () => {
    const { incidentId, alertId } = await raise();
    expect(await refusalOf(east.send('alert.withdraw', { alertId, reason: 'No' }))).toBe('not_the_raiser');
    await north.send('alert.withdraw', { alertId, reason: 'Found' });
    for (const one of [east, west]) expect((await against(one, incidentId)).state).toBe('cancelled');
  });
});
