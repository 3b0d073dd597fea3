// Story: a commander sees an alert that his officers do not master, and takes it into his own hands.
import { beforeAll, describe, expect, it } from 'vitest';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { minute, openScene } from '../support/scene.ts';

describe('Taking an alert over', () => {
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
  const takeOver = (one: TestOfficer, escalationId: string) =>
    one.send('escalation.take_over', { escalationId });

  it('stops the ladder and says to both sides who has it', async () => {
    const { incidentId, channelId, escalationId } = await raise();
    await takeOver(commander, escalationId);
    const { escalation } = await north.alert(incidentId);
    expect(escalation).toMatchObject({
      ...{ state: 'acknowledged', waitingFor: 'follow_up' },
      ...{ takenOverBy: { name: 'commander.south' }, acknowledgedBy: { name: 'commander.south' } },
      ...{ receivedAt: expect.any(String), acceptedAt: expect.any(String) },
    });
    await advance(20 * minute);
    expect(await north.entriesOf(channelId, 'escalation.called')).toHaveLength(1);
    const queues = [...(await commander.queue()), ...(await (await officer('commander.north')).queue())];
    expect(queues.map(({ escalation: { id } }) => id)).not.toContain(escalationId);
  });

  it('may say why, for both sides to read', async () => {
    const { channelId, escalationId } = await raise();
    await commander.send('escalation.take_over', { escalationId, reason: ' My patrol sees the boat ' });
    const [taken] = await north.entriesOf(channelId, 'escalation.taken_over');
    expect(taken?.payload.reason).toBe('My patrol sees the boat');
    const other = await raise();
    const empty = commander.send('escalation.take_over', { escalationId: other.escalationId, reason: ' ' });
    expect(await refusalOf(empty)).toBe('invalid_input');
    await takeOver(commander, other.escalationId);
    const [unsaid] = await north.entriesOf(other.channelId, 'escalation.taken_over');
    expect(unsaid?.payload).not.toHaveProperty('reason');
  });

  it('binds him like any acceptance: without a word of his end the ladder starts again', async () => {
    const { incidentId, escalationId } = await raise();
    await takeOver(commander, escalationId);
    await advance(30 * minute);
    expect((await north.alert(incidentId)).escalation).toMatchObject({
      ...{ state: 'running', round: 2, takenOverBy: null, acknowledgedBy: null },
    });
  });

  it('is possible after the duty officer has answered, and leaves his answer on the record', async () => {
    const { incidentId, channelId, alertId, escalationId } = await raise();
    await south.send('alert.acknowledge', { alertId, grade: 'received' });
    await takeOver(commander, escalationId);
    expect((await north.alert(incidentId)).escalation).toMatchObject({
      ...{ acknowledgedBy: { name: 'duty.south' }, takenOverBy: { name: 'commander.south' } },
      waitingFor: 'follow_up',
    });
    await south.post(channelId, 'The commander has it');
    expect((await north.alert(incidentId)).escalation.waitingFor).toBe(null);
  });

  async function promise(alertId: string, ms: number) {
    const { serverTime } = await south.send('escalation.queue', {});
    const replyBy = new Date(Date.parse(serverTime) + ms).toISOString();
    await south.send('alert.acknowledge', { alertId, grade: 'accepted', replyBy });
    return replyBy;
  }

  it('passes on the reply that was promised: broken, it starts the ladder again all the same', async () => {
    const { incidentId, channelId, alertId, escalationId } = await raise();
    const replyBy = await promise(alertId, 10 * minute);
    await takeOver(commander, escalationId);
    expect((await north.alert(incidentId)).escalation).toMatchObject({
      ...{ waitingFor: 'reply', dueAt: replyBy, replyBy, takenOverBy: { name: 'commander.south' } },
    });
    await advance(10 * minute);
    expect((await north.alert(incidentId)).escalation).toMatchObject({ state: 'running', round: 2 });
    const [lapsed] = await north.entriesOf(channelId, 'alert.acknowledgement_lapsed');
    expect(lapsed?.payload.reason).toBe('reply_overdue');
  });

  it('wants a word sooner than a promise that lies further off than the follow-up', async () => {
    const { incidentId, alertId, escalationId } = await raise();
    await promise(alertId, 60 * minute);
    await takeOver(commander, escalationId);
    const { escalation } = await north.alert(incidentId);
    expect(escalation).toMatchObject({ waitingFor: 'follow_up', replyBy: null });
    await advance(30 * minute);
    expect((await north.alert(incidentId)).escalation).toMatchObject({ state: 'running', round: 2 });
  });

  it('gains no time when the same commander does it again, but when another one does', async () => {
    const { incidentId, escalationId } = await raise();
    await takeOver(commander, escalationId);
    const { dueAt } = (await north.alert(incidentId)).escalation;
    await advance(20 * minute);
    await takeOver(commander, escalationId);
    expect((await north.alert(incidentId)).escalation).toMatchObject({ waitingFor: 'follow_up', dueAt });
    await takeOver(await officer('commander.south-province'), escalationId);
    const { escalation } = await north.alert(incidentId);
    expect(Date.parse(escalation.dueAt ?? '') - Date.parse(dueAt ?? '')).toBeGreaterThanOrEqual(20 * minute);
  });

  it('makes a later acknowledgement one for the record only', async () => {
    const { alertId, escalationId } = await raise();
    await takeOver(commander, escalationId);
    expect((await south.send('alert.acknowledge', { alertId, grade: 'accepted' })).counts).toBe(false);
  });

  it('ends an exhausted alert, also by a commander higher up', async () => {
    const { incidentId, escalationId } = await raise();
    for (const turn of [1, 2, 3, 4]) await south.send('escalation.escalate_now', { escalationId, turn });
    expect((await north.alert(incidentId)).escalation.state).toBe('exhausted');
    await takeOver(await officer('commander.south-province'), escalationId);
    expect((await north.alert(incidentId)).escalation).toMatchObject({
      ...{ state: 'acknowledged', exhaustedAt: null },
      takenOverBy: { name: 'commander.south-province' },
    });
  });

  it('is for the commanders of the end that must answer alone', async () => {
    const { escalationId, alertId } = await raise();
    for (const username of ['duty.south', 'liaison.south', 'observer.south', 'commander.north', 'admin.away'])
      expect(await refusalOf(takeOver(await officer(username), escalationId))).toBe('not_allowed');
    expect(await refusalOf(takeOver(await officer('duty.west'), escalationId))).toBe('not_found');
    await north.send('alert.withdraw', { alertId, reason: 'False alarm' });
    expect(await refusalOf(takeOver(commander, escalationId))).toBe('alert_over');
  });
});
