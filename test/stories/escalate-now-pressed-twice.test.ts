// Story: an officer does not want to wait for the next step, and presses once too often.
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { minute, openScene, sideOf } from '../support/scene.ts';

describe('“Escalate now”', () => {
  const { onWatch, officer, advance } = openScene();
  let north: TestOfficer;
  let south: TestOfficer;

  beforeAll(async () => {
    [north, south] = await onWatch('duty.north', 'duty.south');
  });

  async function raise() {
    const opened = await north.openIncident('river');
    await north.raise(opened.incidentId);
    const { escalation } = await north.alert(opened.incidentId);
    return { ...opened, escalationId: escalation.id, turn: escalation.turn };
  }
  const press = (one: TestOfficer, escalationId: string, turn: number) =>
    one.send('escalation.escalate_now', { escalationId, turn });

  it('calls the next level at once, repeats or not, in the name of who pressed', async () => {
    const { incidentId, channelId, escalationId, turn } = await raise();
    const { seq } = await press(south, escalationId, turn);
    const called = (await north.entriesOf(channelId, 'escalation.called')).at(-1);
    expect(called).toMatchObject({
      seq,
      by: { name: 'duty.south' },
      payload: { step: 1, call: 1, turn: 2, role: 'commander', cause: 'escalated_now' },
    });
    const placed = await south.entriesOf(await sideOf(south, incidentId), 'call.placed');
    expect(placed.at(-1)).toMatchObject({ by: null, payload: { officers: [{ name: 'commander.south' }] } });
  });

  it('may say why: at the call for both sides to read, and nowhere in the private channels', async () => {
    const { incidentId, channelId, escalationId, turn } = await raise();
    const reason = 'His telephone is off';
    await south.send('escalation.escalate_now', { escalationId, turn, reason });
    for (const one of [north, south]) {
      expect((await one.entriesOf(channelId, 'escalation.called')).at(-1)?.payload.reason).toBe(reason);
      const placed = await one.entriesOf(await sideOf(one, incidentId), 'call.placed');
      expect(JSON.stringify(placed)).not.toContain(reason);
    }
    for (const next of [2, 3]) await press(south, escalationId, next);
    const last = 'The whole command is asleep';
    await south.send('escalation.escalate_now', { escalationId, turn: 4, reason: last });
    const [exhausted] = await north.entriesOf(channelId, 'escalation.exhausted');
    expect(exhausted?.payload.reason).toBe(last);
    const called = await north.entriesOf(channelId, 'escalation.called');
    expect(called.map(({ payload }) => payload.reason)).toEqual([undefined, reason, undefined, undefined]);
  });

  it('escalates once when it is pressed twice at once', async () => {
    const { channelId, escalationId, turn } = await raise();
    const commander = await officer('commander.south');
    const presses = await Promise.allSettled([
      press(south, escalationId, turn),
      press(south, escalationId, turn),
      press(commander, escalationId, turn),
    ]);
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of presses)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'stale_step' });
    expect(await north.entriesOf(channelId, 'escalation.called')).toHaveLength(2);
  });

  it('gives the same answer to the same key, however often it is sent', async () => {
    const { channelId, escalationId, turn } = await raise();
    const input = { escalationId, turn };
    const key = newId();
    const answers = await Promise.all(
      [1, 2, 3].map(() => south.send('escalation.escalate_now', input, { key })),
    );
    answers.push(await south.send('escalation.escalate_now', input, { key }));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await north.entriesOf(channelId, 'escalation.called')).toHaveLength(2);
    const other = south.send('escalation.escalate_now', { ...input, turn: turn + 1 }, { key });
    expect(await refusalOf(other)).toBe('key_reused');
  });

  it('does nothing when the deadline was faster than the finger', async () => {
    const { channelId, escalationId, turn } = await raise();
    await advance(2 * minute);
    expect(await refusalOf(press(south, escalationId, turn))).toBe('stale_step');
    expect(await north.entriesOf(channelId, 'escalation.called')).toHaveLength(2);
  });

  it('does not take back an answer that came while the finger was on its way', async () => {
    const { incidentId, channelId, escalationId, turn } = await raise();
    const { alert } = await north.alert(incidentId);
    await south.send('alert.acknowledge', { alertId: alert.id, grade: 'accepted' });
    const late = press(await officer('commander.north'), escalationId, turn);
    expect(await refusalOf(late)).toBe('escalation_not_running');
    expect((await north.alert(incidentId)).escalation).toMatchObject({
      ...{ state: 'acknowledged', waitingFor: 'follow_up', acknowledgedBy: { name: 'duty.south' } },
    });
    expect(await north.entriesOf(channelId, 'escalation.called')).toHaveLength(1);
  });

  it('may be pressed by the raising commander, but not by his duty officer, an observer or a stranger', async () => {
    const { channelId, escalationId, turn } = await raise();
    for (const username of ['duty.north', 'liaison.north', 'observer.south', 'observer.north'])
      expect(await refusalOf(press(await officer(username), escalationId, turn))).toBe('not_allowed');
    expect(await refusalOf(press(await officer('duty.east'), escalationId, turn))).toBe('not_found');
    const endId = (await north.client.me()).station.id;
    await press(await officer('commander.north-province'), escalationId, turn);
    const called = (await south.entriesOf(channelId, 'escalation.called')).at(-1);
    expect(called?.by).toMatchObject({ name: 'commander.north-province', endId });
  });

  it('leads up the whole ladder, and to exhausted after the last step', async () => {
    const { incidentId, escalationId } = await raise();
    for (const turn of [1, 2, 3, 4]) await press(south, escalationId, turn);
    expect((await north.alert(incidentId)).escalation).toMatchObject({ state: 'exhausted', turn: 4 });
    expect(await refusalOf(press(south, escalationId, 4))).toBe('escalation_not_running');
  });
});
