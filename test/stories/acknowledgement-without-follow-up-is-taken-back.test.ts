// Story: an end accepts and then says nothing more; its word is taken back aloud and the ladder starts anew.
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestOfficer } from '../support/officer.ts';
import { minute, openScene } from '../support/scene.ts';

describe('An acknowledgement without a follow-up', () => {
  const { onWatch, officer, advance } = openScene();
  let north: TestOfficer;
  let south: TestOfficer;

  beforeAll(async () => {
    [north, south] = await onWatch('duty.north', 'duty.south');
  });

  async function accept() {
    const opened = await north.openIncident('river');
    const { alertId } = await north.raise(opened.incidentId);
    await south.send('alert.acknowledge', { alertId, grade: 'accepted' });
    return { ...opened, alertId };
  }

  it('is taken back when the policy’s time is up, and everybody on the line reads it', async () => {
    const { incidentId, channelId, alertId } = await accept();
    await advance(29 * minute);
    expect(await north.entriesOf(channelId, 'alert.acknowledgement_lapsed')).toEqual([]);
    await advance(minute);
    for (const reader of [north, south]) {
      const [lapsed] = await reader.entriesOf(channelId, 'alert.acknowledgement_lapsed');
      expect(lapsed).toMatchObject({ by: null, payload: { alertId, reason: 'no_follow_up' } });
    }
    expect((await north.alert(incidentId)).escalation).toMatchObject({
      ...{ state: 'running', waitingFor: 'step', step: 0, round: 2, turn: 2 },
      ...{ receivedAt: null, acceptedAt: null, acknowledgedBy: null },
    });
  });

  it('runs the whole ladder again, and again after the next empty word', async () => {
    const { incidentId, alertId } = await accept();
    await advance(30 * minute);
    await advance(2 * minute);
    expect((await north.alert(incidentId)).escalation).toMatchObject({ step: 0, call: 2, round: 2 });
    const commander = await officer('commander.south');
    const { counts } = await commander.send('alert.acknowledge', { alertId, grade: 'accepted' });
    expect(counts).toBe(true);
    await advance(30 * minute);
    expect((await north.alert(incidentId)).escalation).toMatchObject({ step: 0, call: 1, round: 3 });
  });

  it('is left in force by any message of that end, also of another officer', async () => {
    const { incidentId, channelId } = await accept();
    const liaison = await officer('liaison.south');
    await liaison.post(channelId, 'The patrol has left');
    await advance(60 * minute);
    expect((await north.alert(incidentId)).escalation).toMatchObject({ state: 'acknowledged', round: 1 });
  });

  it('is not left in force by a word of the raising end', async () => {
    const { incidentId, channelId } = await accept();
    await north.post(channelId, 'We wait for you');
    await advance(30 * minute);
    expect((await north.alert(incidentId)).escalation.state).toBe('running');
  });

  it('settles every alert of the case that waited for a word of that end, with one message', async () => {
    const { incidentId, channelId } = await accept();
    const { alertId: second } = await north.raise(incidentId, { text: 'Another boat' });
    await south.send('alert.acknowledge', { alertId: second, grade: 'accepted' });
    await south.post(channelId, 'We have both');
    const { alerts } = await north.read(incidentId);
    expect(alerts.flatMap(({ escalations }) => escalations.map(({ waitingFor }) => waitingFor))).toEqual([
      null,
      null,
    ]);
  });
});
