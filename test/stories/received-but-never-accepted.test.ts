// Story: somebody says "I have it" and nobody acts; the ladder goes on above him.
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestOfficer } from '../support/officer.ts';
import { minute, openScene, sideOf } from '../support/scene.ts';

describe('An alert that is received but never accepted', () => {
  const { onWatch, officer, advance } = openScene();
  let north: TestOfficer;
  let south: TestOfficer;

  beforeAll(async () => {
    [north, south] = await onWatch('duty.north', 'duty.south');
  });

  async function receive(more: { replyBy?: string } = {}) {
    const opened = await north.openIncident('river');
    const { alertId } = await north.raise(opened.incidentId);
    const { at } = await south.send('alert.acknowledge', { alertId, grade: 'received', ...more });
    return { ...opened, alertId, receivedAt: Date.parse(at) };
  }
  const inMinutes = (from: number, minutes: number) => new Date(from + minutes * minute).toISOString();

  it('stops calling the duty officer and starts the time to accept', async () => {
    const { incidentId, channelId, receivedAt } = await receive();
    const { escalation } = await north.alert(incidentId);
    expect(escalation).toMatchObject({
      ...{ state: 'acknowledged', waitingFor: 'accept', acceptedAt: null },
      dueAt: inMinutes(receivedAt, 5),
    });
    await advance(4 * minute);
    expect(await north.entriesOf(channelId, 'escalation.called')).toHaveLength(1);
  });

  it('takes the receipt back when that time is up, says so, and calls the one above', async () => {
    const { incidentId, channelId } = await receive();
    await advance(5 * minute);
    const [lapsed, called] = (await north.entries(channelId)).slice(-2);
    expect(lapsed).toMatchObject({
      ...{ kind: 'alert.acknowledgement_lapsed', by: null },
      payload: { reason: 'not_accepted' },
    });
    expect(called).toMatchObject({
      kind: 'escalation.called',
      payload: { level: 'station', role: 'commander', cause: 'lapsed', step: 1, call: 1, round: 1, turn: 2 },
    });
    const placed = await south.entriesOf(await sideOf(south, incidentId), 'call.placed');
    expect(placed.at(-1)?.payload.officers.map(({ name }) => name)).toEqual(['commander.south']);
    expect((await north.alert(incidentId)).escalation).toMatchObject({
      ...{ state: 'running', receivedAt: null, acknowledgedBy: null, acknowledgedSeq: null },
    });
    const ours = await officer('commander.north');
    expect((await ours.queue()).some((item) => item.incidentId === incidentId)).toBe(true);
  });

  it('does not take a message for an acceptance', async () => {
    const { incidentId, channelId } = await receive();
    await south.post(channelId, 'We are looking into it');
    expect((await north.alert(incidentId)).escalation.waitingFor).toBe('accept');
    await advance(5 * minute);
    const [lapsed] = await north.entriesOf(channelId, 'alert.acknowledgement_lapsed');
    expect(lapsed?.payload.reason).toBe('not_accepted');
  });

  it('still owes the acceptance after a reply that was promised for earlier has come', async () => {
    const { incidentId, channelId, receivedAt } = await receive({ replyBy: inMinutes(Date.now(), 60 * 24) });
    expect((await north.alert(incidentId)).escalation.dueAt).toBe(inMinutes(receivedAt, 5));

    const early = await receive({ replyBy: inMinutes(receivedAt, 3) });
    expect((await north.alert(early.incidentId)).escalation.waitingFor).toBe('reply');
    await south.post(early.channelId, 'Two boats, no persons');
    expect((await north.alert(early.incidentId)).escalation).toMatchObject({
      ...{ waitingFor: 'accept', dueAt: inMinutes(early.receivedAt, 5) },
      answeredAt: expect.any(String),
    });
    await advance(5 * minute);
    for (const id of [channelId, early.channelId]) {
      const [lapsed] = await north.entriesOf(id, 'alert.acknowledgement_lapsed');
      expect(lapsed?.payload.reason).toBe('not_accepted');
    }
  });

  it('counts an acceptance after the receipt, and the receipt of a second officer not', async () => {
    const { incidentId, alertId } = await receive();
    const relief = await officer('relief.south');
    expect((await relief.send('alert.acknowledge', { alertId, grade: 'received' })).counts).toBe(false);
    expect((await relief.send('alert.acknowledge', { alertId, grade: 'accepted' })).counts).toBe(true);
    expect((await south.send('alert.acknowledge', { alertId, grade: 'accepted' })).counts).toBe(false);
    expect((await north.alert(incidentId)).escalation).toMatchObject({
      ...{ waitingFor: 'follow_up', acknowledgedBy: { name: 'relief.south' } },
      ...{ receivedAt: expect.any(String), acceptedAt: expect.any(String) },
    });
  });

  it('can be received again after the receipt was taken back', async () => {
    const { alertId, channelId } = await receive();
    await advance(5 * minute);
    expect((await south.send('alert.acknowledge', { alertId, grade: 'received' })).counts).toBe(true);
    await advance(5 * minute);
    const calls = await north.entriesOf(channelId, 'escalation.called');
    expect(calls.map(({ payload: { level, role } }) => `${level} ${role}`)).toEqual([
      'station duty_officer',
      'station commander',
      'province commander',
    ]);
  });
});
