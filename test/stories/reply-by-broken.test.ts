// Story: an end promises a reply by a time. Kept, nobody is called again; broken, the ladder starts anew.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Grade } from '../../shared/nouns/alert.ts';
import { day } from '../../shared/time.ts';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { minute, openScene } from '../support/scene.ts';

describe('A promised reply', () => {
  const { onWatch, advance } = openScene();
  let north: TestOfficer;
  let south: TestOfficer;

  beforeAll(async () => {
    [north, south] = await onWatch('duty.north', 'duty.south');
  });

  async function serverTime() {
    return Date.parse((await south.send('escalation.queue', {})).serverTime);
  }
  async function promise(ms: number, grade: Grade = 'accepted') {
    const opened = await north.openIncident('river');
    const { alertId } = await north.raise(opened.incidentId);
    const replyBy = new Date((await serverTime()) + ms).toISOString();
    await south.send('alert.acknowledge', { alertId, grade, replyBy });
    return { ...opened, alertId, replyBy };
  }

  it('is shown to the raiser as what the alert waits for', async () => {
    const { incidentId, replyBy } = await promise(45 * minute);
    expect((await north.alert(incidentId)).escalation).toMatchObject({
      ...{ state: 'acknowledged', waitingFor: 'reply', dueAt: replyBy, replyBy },
    });
  });

  it('starts the ladder again from its first step when it is broken, and says so', async () => {
    const { incidentId, channelId } = await promise(45 * minute);
    await advance(44 * minute);
    expect(await north.entriesOf(channelId, 'escalation.called')).toHaveLength(1);
    await advance(minute);
    const [lapsed, called] = (await south.entries(channelId)).slice(-2);
    expect(lapsed).toMatchObject({
      ...{ kind: 'alert.acknowledgement_lapsed', by: null },
      payload: { reason: 'reply_overdue' },
    });
    expect(called).toMatchObject({
      kind: 'escalation.called',
      payload: { step: 0, call: 1, round: 2, turn: 2, cause: 'lapsed', role: 'duty_officer' },
    });
    expect((await north.alert(incidentId)).escalation).toMatchObject({
      ...{ state: 'running', acceptedAt: null, replyBy: null, acknowledgedBy: null },
    });
  });

  it('is kept by a message of the end that gave it', async () => {
    const { incidentId, channelId } = await promise(10 * minute);
    const { at } = await south.post(channelId, 'Two boats, three persons');
    expect((await north.alert(incidentId)).escalation).toMatchObject({
      ...{ state: 'acknowledged', waitingFor: null, dueAt: null, answeredAt: at },
    });
    await advance(60 * minute);
    expect(await north.entriesOf(channelId, 'escalation.called')).toHaveLength(1);
  });

  it('is not kept by a message of the end that waits for it, nor by a private note', async () => {
    const { incidentId, channelId } = await promise(10 * minute);
    await north.post(channelId, 'Anything yet?');
    await south.send('note.write', { incidentId, text: 'Ask the patrol', lang: 'en' });
    expect((await north.alert(incidentId)).escalation.waitingFor).toBe('reply');
    await advance(10 * minute);
    const [lapsed] = await north.entriesOf(channelId, 'alert.acknowledgement_lapsed');
    expect(lapsed?.payload.reason).toBe('reply_overdue');
  });

  it('is not kept by what was said before it was given, nor on another case', async () => {
    const other = await north.openIncident('river');
    const { incidentId, channelId } = await north.openIncident('river');
    await south.post(channelId, 'We see a boat');
    const { alertId } = await north.raise(incidentId);
    const replyBy = new Date((await serverTime()) + 10 * minute).toISOString();
    await south.send('alert.acknowledge', { alertId, grade: 'accepted', replyBy });
    await south.post(other.channelId, 'Nothing here');
    await advance(10 * minute);
    expect((await north.alert(incidentId)).escalation.state).toBe('running');
  });

  it('given with the receipt, still binds after the acceptance', async () => {
    const { incidentId, alertId, replyBy } = await promise(45 * minute, 'received');
    await south.send('alert.acknowledge', { alertId, grade: 'accepted' });
    expect((await north.alert(incidentId)).escalation).toMatchObject({ waitingFor: 'reply', dueAt: replyBy });
  });

  it('given with the receipt and kept before the acceptance, is owed no second time', async () => {
    const { incidentId, channelId, alertId } = await promise(45 * minute, 'received');
    await south.post(channelId, 'It was a fishing boat');
    await south.send('alert.acknowledge', { alertId, grade: 'accepted' });
    expect((await north.alert(incidentId)).escalation.waitingFor).not.toBe('reply');
  });

  it('cannot lie behind, nor beyond a week', async () => {
    const { incidentId } = await north.openIncident('river');
    const { alertId } = await north.raise(incidentId);
    for (const ms of [-minute, 7 * day + minute]) {
      const replyBy = new Date((await serverTime()) + ms).toISOString();
      const given = south.send('alert.acknowledge', { alertId, grade: 'accepted', replyBy });
      expect(await refusalOf(given)).toBe('reply_by_passed');
    }
    expect((await north.alert(incidentId)).escalation.state).toBe('running');
  });
});
