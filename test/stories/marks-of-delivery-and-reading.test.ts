// Story: the raiser sees how far his alert has come at each end: delivered, opened, received, accepted, and when.
import { beforeAll, describe, expect, it } from 'vitest';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';

describe('What the raiser sees of his alert at the other end', () => {
  const { onWatch, officer } = openScene();
  let north: TestOfficer;
  let south: TestOfficer;

  beforeAll(async () => {
    [north, south] = await onWatch('duty.north', 'duty.south');
  });

  async function raise(lineCode = 'river') {
    const opened = await north.openIncident(lineCode);
    const { alertId, seq } = await north.raise(opened.incidentId);
    return { ...opened, alertId, alertSeq: seq };
  }
  const mark = (one: TestOfficer, channelId: string, deliveredSeq: number, openedSeq = 0) =>
    one.send('channel.mark', { channelId, deliveredSeq, openedSeq });

  it('goes from raised to delivered, opened, received and accepted, each with its time', async () => {
    const { incidentId, channelId, alertId, alertSeq } = await raise();
    const times = async () => {
      const { deliveredAt, openedAt, receivedAt, acceptedAt } = (await north.alert(incidentId)).escalation;
      return { deliveredAt, openedAt, receivedAt, acceptedAt };
    };
    expect(await times()).toEqual({ deliveredAt: null, openedAt: null, receivedAt: null, acceptedAt: null });
    await mark(south, channelId, alertSeq);
    await mark(south, channelId, alertSeq, alertSeq);
    await south.send('alert.acknowledge', { alertId, grade: 'received' });
    await south.send('alert.acknowledge', { alertId, grade: 'accepted' });
    const seen = Object.values(await times());
    expect(seen.every((at) => at !== null)).toBe(true);
    expect(seen).toEqual([...seen].sort());
    const [delivered] = await north.entriesOf(channelId, 'alert.delivered');
    expect(delivered?.at).toBe(seen[0]);
  });

  it('is written once an end, and names nobody: whose screen it was is that end’s own matter', async () => {
    const { channelId, alertSeq } = await raise();
    const relief = await officer('relief.south');
    await Promise.all([south, relief].map((one) => mark(one, channelId, alertSeq)));
    await mark(await officer('commander.south-province'), channelId, alertSeq, alertSeq);
    await mark(south, channelId, alertSeq, alertSeq);
    expect(await north.entriesOf(channelId, 'alert.delivered')).toHaveLength(1);
    expect(await north.entriesOf(channelId, 'alert.opened')).toHaveLength(1);
    const shared = (await north.entries(channelId)).filter(({ kind }) => /delivered|opened/.test(kind));
    expect(JSON.stringify(shared.slice(1))).not.toMatch(/"name"|officerId/);
    expect(shared.slice(1).map(({ by }) => by)).toEqual([null, null]);
  });

  it('counts a screen that shows the alert as delivered too', async () => {
    const { incidentId, channelId, alertSeq } = await raise();
    await mark(south, channelId, 0, alertSeq);
    const { deliveredAt, openedAt } = (await north.alert(incidentId)).escalation;
    expect(deliveredAt).toBe(openedAt);
    expect(await north.entriesOf(channelId, 'alert.delivered')).toEqual([]);
  });

  it('does not count observers, admins, nor the raising end’s own screens', async () => {
    const { incidentId, channelId, alertSeq } = await raise();
    for (const username of ['observer.south', 'admin.away', 'observer.north', 'duty.north', 'commander.home'])
      await mark(await officer(username), channelId, alertSeq, alertSeq);
    expect((await north.alert(incidentId)).escalation).toMatchObject({ deliveredAt: null, openedAt: null });
    expect((await north.entries(channelId)).at(-1)?.kind).toBe('escalation.called');
  });

  it('counts nothing that lies before the alert, and no mark beyond what there is', async () => {
    const { incidentId, channelId, alertSeq } = await raise();
    await mark(south, channelId, alertSeq - 1, alertSeq - 1);
    expect((await north.alert(incidentId)).escalation.openedAt).toBe(null);
    const marks = await mark(south, channelId, 1_000_000, 1_000_000);
    expect(marks.openedSeq).toBeLessThan(10);
    const { alertId, seq } = await north.raise(incidentId);
    expect(seq).toBeGreaterThan(marks.openedSeq);
    const later = (await north.read(incidentId)).alerts.find(({ id }) => id === alertId);
    expect(later?.escalations[0]?.openedAt).toBe(null);
    expect(await mark(south, channelId, 0, 0)).toEqual(marks);
  });

  it('is kept for each end apart on a line of three', async () => {
    const [east] = await onWatch('duty.east');
    const { incidentId, channelId, alertSeq } = await raise('ridge');
    await mark(east, channelId, alertSeq, alertSeq);
    const eastEnd = (await east.client.me()).station.id;
    const { escalations } = (await north.alert(incidentId)).alert;
    for (const { endId, openedAt } of escalations) expect(openedAt !== null).toBe(endId === eastEnd);
  });

  it('says nothing of other people’s channels', async () => {
    const { channelId, alertSeq } = await raise('ridge');
    expect(await refusalOf(mark(south, channelId, alertSeq))).toBe('not_found');
  });
});
