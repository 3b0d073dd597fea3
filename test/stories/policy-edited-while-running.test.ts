// Story: an admin changes a ladder while an alert climbs it. What was raised keeps the ladder it was raised with.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ladder } from '../../shared/nouns/policy.ts';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { minute, openScene } from '../support/scene.ts';

const short: Ladder = {
  steps: [{ level: 'national', role: 'commander', waitMs: minute, repeats: 0, tellPeer: false }],
  acceptWithinMs: null,
  followUpWithinMs: null,
};

describe('A ladder that is changed while an alert climbs it', () => {
  const { onWatch, officer, advance } = openScene();
  let north: TestOfficer;
  let south: TestOfficer;
  let admin: TestOfficer;
  let running: { incidentId: string; channelId: string };

  beforeAll(async () => {
    [north, south] = await onWatch('duty.north', 'duty.south');
    admin = await officer('admin.away');
    running = await north.openIncident('river');
    await north.raise(running.incidentId);
  });

  const set = (one: TestOfficer, endCode: string, severity: 'Severe' | null = null) =>
    one.send('policy.set', { lineCode: 'river', endCode, severity, ladder: short });
  const levelsIn = async (channelId: string) =>
    (await north.entriesOf(channelId, 'escalation.called')).map(({ payload }) => payload.level);

  it('is an entry in the channel of the station, and nothing on the other side', async () => {
    const { station } = await admin.client.me();
    const { changed } = await set(admin, 'south');
    expect(changed).toBe(true);
    expect((await set(admin, 'south')).changed).toBe(false);
    const entries = await south.entriesOf((await south.client.me()).station.channelId, 'policy.set');
    expect(entries.at(-1)).toMatchObject({ by: { name: 'admin.away', stationId: station.id } });
    const { policies } = await (await officer('admin.home')).send('policy.list', {});
    expect(policies.map(({ endCode }) => endCode)).not.toContain('south');
  });

  it('leaves the running alert on the ladder it was raised with', async () => {
    const { escalation } = await north.alert(running.incidentId);
    expect(escalation.ladder.steps).toHaveLength(4);
    await advance(2 * minute);
    await advance(2 * minute);
    expect(await levelsIn(running.channelId)).toEqual(['station', 'station', 'station']);
    const { alert } = await north.alert(running.incidentId);
    await south.send('alert.acknowledge', { alertId: alert.id, grade: 'received' });
    expect((await north.alert(running.incidentId)).escalation.waitingFor).toBe('accept');
  });

  it('holds for what is raised from then on', async () => {
    const { incidentId, channelId } = await north.openIncident('river');
    const { alertId } = await north.raise(incidentId);
    expect(await levelsIn(channelId)).toEqual(['national']);
    await advance(minute);
    expect((await north.alert(incidentId)).escalation.state).toBe('exhausted');
    await south.send('alert.acknowledge', { alertId, grade: 'received' });
    expect((await north.alert(incidentId)).escalation).toMatchObject({ waitingFor: null, dueAt: null });
  });

  it('is found by its severity first, then by the one for all, and leaves the other end’s own alone', async () => {
    const { incidentId } = await south.openIncident('river');
    await south.raise(incidentId);
    expect((await south.alert(incidentId)).escalation.ladder.steps).toHaveLength(4);
    const steps = [...short.steps, ...short.steps];
    const ladder = { ...short, steps };
    await admin.send('policy.set', { lineCode: 'river', endCode: 'south', severity: 'Severe', ladder });
    const other = await north.openIncident('river');
    await north.raise(other.incidentId, { severity: 'Severe' });
    await north.raise(other.incidentId, { severity: 'Moderate' });
    const { alerts } = await north.read(other.incidentId);
    expect(alerts.map(({ escalations }) => escalations[0]?.ladder.steps.length)).toEqual([2, 1]);
  });

  it('is for the admins of that end alone', async () => {
    expect(await refusalOf(set(await officer('admin.home'), 'south'))).toBe('reference_unknown');
    expect(await refusalOf(set(admin, 'north'))).toBe('reference_unknown');
    for (const username of ['commander.south', 'duty.south', 'commander.away'])
      expect(await refusalOf(set(await officer(username), 'south'))).toBe('not_allowed');
  });
});
