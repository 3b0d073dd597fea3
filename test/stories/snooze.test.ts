// Story: a commander puts the next step off for a while. It is on the record, it is bounded, and it ends by itself.
import { beforeAll, describe, expect, it } from 'vitest';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { hour, minute, openScene, sideOf } from '../support/scene.ts';

describe('Snoozing an alert', () => {
  const { onWatch, officer, advance } = openScene();
  let north: TestOfficer;
  let south: TestOfficer;
  let commander: TestOfficer;

  beforeAll(async () => {
    [north, south] = await onWatch('duty.north', 'duty.south');
    commander = await officer('commander.south');
  });

  async function raise() {
    const opened = await north.openIncident('river');
    const { alertId } = await north.raise(opened.incidentId);
    const { escalation } = await north.alert(opened.incidentId);
    return { ...opened, alertId, escalationId: escalation.id };
  }
  const snooze = (one: TestOfficer, escalationId: string, forMs: number) =>
    one.send('escalation.snooze', { escalationId, forMs, reason: 'The boat is in sight' });

  it('is on the shared record with its reason and its end', async () => {
    const { incidentId, channelId, escalationId } = await raise();
    const { at } = await snooze(commander, escalationId, 20 * minute);
    const until = new Date(Date.parse(at) + 20 * minute).toISOString();
    const [snoozed] = await north.entriesOf(channelId, 'escalation.snoozed');
    expect(snoozed).toMatchObject({
      ...{ by: { name: 'commander.south' } },
      payload: { until, reason: 'The boat is in sight' },
    });
    expect((await north.alert(incidentId)).escalation).toMatchObject({
      ...{ state: 'running', waitingFor: 'snooze', dueAt: until },
    });
  });

  it('calls nobody meanwhile, and then the same step again, not the next', async () => {
    const { incidentId, channelId, escalationId } = await raise();
    await advance(4 * minute);
    await snooze(commander, escalationId, 20 * minute);
    await advance(19 * minute);
    expect(await north.entriesOf(channelId, 'escalation.called')).toHaveLength(3 - 1);
    const [item] = (await commander.queue()).filter(({ escalation }) => escalation.id === escalationId);
    const { escalation } = await north.alert(incidentId);
    const due = escalation.ladder.steps[escalation.step];
    expect(item?.next).toEqual({ level: due?.level, role: due?.role });
    await advance(minute);
    const calls = await north.entriesOf(channelId, 'escalation.called');
    expect(calls.at(-1)?.payload).toMatchObject({
      ...{ step: escalation.step, call: escalation.call, cause: 'snooze_ended', turn: escalation.turn + 1 },
    });
    const placed = await south.entriesOf(await sideOf(south, incidentId), 'call.placed');
    expect(placed).toHaveLength(calls.length);
  });

  it('leaves the alert open to an answer and to “escalate now”', async () => {
    const one = await raise();
    await snooze(commander, one.escalationId, hour);
    expect((await south.send('alert.acknowledge', { alertId: one.alertId, grade: 'accepted' })).counts).toBe(
      true,
    );
    const other = await raise();
    await snooze(commander, other.escalationId, hour);
    await south.send('escalation.escalate_now', { escalationId: other.escalationId, turn: 1 });
    expect((await north.alert(other.incidentId)).escalation).toMatchObject({ waitingFor: 'step', step: 1 });
  });

  it('lasts a minute at least and four hours at most', async () => {
    const { escalationId } = await raise();
    expect(await refusalOf(snooze(commander, escalationId, minute - 1))).toBe('invalid_input');
    expect(await refusalOf(snooze(commander, escalationId, 4 * hour + 1))).toBe('invalid_input');
    const unsaid = commander.send('escalation.snooze', { escalationId, forMs: hour, reason: '  ' });
    expect(await refusalOf(unsaid)).toBe('invalid_input');
  });

  it('cannot be repeated beyond the day the alert was raised', async () => {
    const { incidentId, escalationId } = await raise();
    for (let passed = 0; passed < 20; passed += 4) {
      await snooze(commander, escalationId, 4 * hour);
      await advance(4 * hour);
    }
    expect(await refusalOf(snooze(commander, escalationId, 4 * hour))).toBe('snooze_too_long');
    await snooze(commander, escalationId, 3 * hour);
    await advance(3 * hour);
    expect((await north.alert(incidentId)).escalation).toMatchObject({ state: 'running', turn: 7 });
    expect(await refusalOf(snooze(commander, escalationId, 2 * hour))).toBe('snooze_too_long');
  });

  it('is for the commanders of the end that must answer alone, while the ladder runs', async () => {
    const { escalationId, alertId } = await raise();
    for (const username of ['duty.south', 'liaison.south', 'observer.south', 'commander.north'])
      expect(await refusalOf(snooze(await officer(username), escalationId, hour))).toBe('not_allowed');
    await south.send('alert.acknowledge', { alertId, grade: 'accepted' });
    expect(await refusalOf(snooze(commander, escalationId, hour))).toBe('escalation_not_running');
  });
});
