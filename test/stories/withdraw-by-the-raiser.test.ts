// Story: the alarm was false, and those who raised it take it back.
import { beforeAll, describe, expect, it } from 'vitest';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { hour, minute, openScene } from '../support/scene.ts';

describe('Withdrawing an alert', () => {
  const { onWatch, officer, advance } = openScene();
  let north: TestOfficer;
  let south: TestOfficer;

  beforeAll(async () => {
    [north, south] = await onWatch('duty.north', 'duty.south');
  });

  async function raise() {
    const opened = await north.openIncident('river');
    const { alertId } = await north.raise(opened.incidentId);
    return { ...opened, alertId };
  }
  const withdraw = (one: TestOfficer, alertId: string) =>
    one.send('alert.withdraw', { alertId, reason: 'They are our own fishermen' });

  it('ends its escalation with the reason on the record, and nobody is called any more', async () => {
    const { incidentId, channelId, alertId } = await raise();
    await advance(2 * minute);
    await withdraw(north, alertId);
    await advance(hour);
    const last = (await south.entries(channelId)).at(-1);
    expect(last).toMatchObject({
      ...{ kind: 'alert.withdrawn', by: { name: 'duty.north' } },
      payload: { alertId, reason: 'They are our own fishermen' },
    });
    const { alert, escalation } = await south.alert(incidentId);
    expect(alert.withdrawnAt).toBe(last?.at);
    expect(escalation).toMatchObject({ state: 'cancelled', waitingFor: null, dueAt: null });
    expect([...(await north.queue()), ...(await south.queue())]).toEqual([]);
  });

  it('takes back the calls that have reached no device yet', async () => {
    const { incidentId, alertId } = await raise();
    const { escalation } = await south.alert(incidentId);
    await withdraw(north, alertId);
    const confirmed = await south.send('escalation.confirm_call', { escalationId: escalation.id, turn: 1 });
    expect(confirmed).toEqual({ counts: false });
  });

  it('is for the raising end alone: any officer of it who may speak', async () => {
    const { alertId } = await raise();
    for (const username of ['duty.south', 'commander.south', 'commander.away'])
      expect(await refusalOf(withdraw(await officer(username), alertId))).toBe('not_the_raiser');
    for (const username of ['observer.north', 'observer.south', 'admin.home'])
      expect(await refusalOf(withdraw(await officer(username), alertId))).toBe('not_allowed');
    expect(await refusalOf(withdraw(await officer('duty.east'), alertId))).toBe('not_found');
    await withdraw(await officer('relief.north'), alertId);
    expect(await refusalOf(withdraw(north, alertId))).toBe('alert_over');
  });

  it('leaves nothing to answer or to escalate', async () => {
    const { incidentId, alertId } = await raise();
    await withdraw(north, alertId);
    const { escalation } = await south.alert(incidentId);
    expect(await refusalOf(south.send('alert.acknowledge', { alertId, grade: 'received' }))).toBe(
      'alert_over',
    );
    const press = { escalationId: escalation.id, turn: escalation.turn };
    expect(await refusalOf(south.send('escalation.escalate_now', press))).toBe('escalation_not_running');
  });

  it('is still possible after it was answered: then nothing is owed any more', async () => {
    const { incidentId, channelId, alertId } = await raise();
    await south.send('alert.acknowledge', { alertId, grade: 'received' });
    await withdraw(north, alertId);
    await advance(hour);
    expect(await south.entriesOf(channelId, 'alert.acknowledgement_lapsed')).toEqual([]);
    expect((await south.alert(incidentId)).escalation.receivedAt).toEqual(expect.any(String));
  });
});
