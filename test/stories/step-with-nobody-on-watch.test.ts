// Story: the step that is due would call nobody. It is passed over at once, and everybody reads that it was.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ladder } from '../../shared/nouns/policy.ts';
import type { TestOfficer } from '../support/officer.ts';
import { minute, openScene, sideOf } from '../support/scene.ts';

const step = (
  level: 'station' | 'province' | 'national',
  role: 'duty_officer' | 'commander' | 'liaison',
) => ({
  ...{ level, role, waitMs: 2 * minute, repeats: 0, tellPeer: false },
});
const deadlines = { acceptWithinMs: 5 * minute, followUpWithinMs: 30 * minute };

describe('A step with nobody to call', () => {
  const { onWatch, officer, advance } = openScene();
  let north: TestOfficer;
  let south: TestOfficer;

  beforeAll(async () => {
    [north] = await onWatch('duty.north');
    south = await officer('duty.south');
  });

  async function setLadder(ladder: Ladder) {
    const admin = await officer('admin.away');
    const policy = { lineCode: 'river', endCode: 'south', severity: 'Minor' as const, ladder };
    await admin.send('policy.set', policy);
  }
  async function raise(severity: 'Severe' | 'Minor' = 'Severe') {
    const opened = await north.openIncident('river');
    await north.raise(opened.incidentId, { severity });
    return opened;
  }
  const saidIn = async (channelId: string) =>
    (await north.entries(channelId)).flatMap(({ kind, payload }) => {
      if (kind === 'escalation.step_skipped') return [`skipped ${payload.step}: ${payload.reason}`];
      if (kind === 'escalation.called') return [`called ${payload.step}`];
      return kind === 'escalation.exhausted' ? ['exhausted'] : [];
    });

  it('is passed over at once when the alert is raised, and the next one called instead', async () => {
    const { incidentId, channelId } = await raise();
    expect(await saidIn(channelId)).toEqual(['skipped 0: nobody_on_watch', 'called 1']);
    const [skipped] = await south.entriesOf(channelId, 'escalation.step_skipped');
    expect(skipped).toMatchObject({ by: null, payload: { level: 'station', role: 'duty_officer' } });
    const { escalation } = await north.alert(incidentId);
    expect(escalation).toMatchObject({ step: 1, call: 1, turn: 1 });
    const placed = await south.entriesOf(await sideOf(south, incidentId), 'call.placed');
    expect(placed.map(({ payload }) => payload.officers.map(({ name }) => name))).toEqual([
      ['commander.south'],
    ]);
  });

  it('is called after all when somebody takes the watch before it is due', async () => {
    const { channelId } = await raise();
    await south.takeWatch();
    const second = await raise();
    expect(await saidIn(channelId)).toContain('skipped 0: nobody_on_watch');
    expect(await saidIn(second.channelId)).toEqual(['called 0']);
    const { station } = await south.client.me();
    const reason = 'End of duty';
    await (await officer('commander.south')).send('watch.relieve', { stationId: station.id, reason });
    // The repeat of the duty officer's call finds nobody any more.
    await advance(2 * minute);
    expect(await saidIn(second.channelId)).toEqual(['called 0', 'skipped 0: nobody_on_watch', 'called 1']);
  });

  it('says of every step why: nobody on watch, or no account of that role', async () => {
    await setLadder({
      ...deadlines,
      steps: [step('station', 'duty_officer'), step('province', 'liaison'), step('national', 'commander')],
    });
    const { channelId } = await raise('Minor');
    expect(await saidIn(channelId)).toEqual([
      ...['skipped 0: nobody_on_watch', 'skipped 1: no_account', 'called 2'],
    ]);
  });

  it('leaves the alert exhausted at once, and loud, when the whole ladder calls nobody', async () => {
    await setLadder({
      ...deadlines,
      steps: [step('station', 'duty_officer'), step('province', 'duty_officer')],
    });
    const { incidentId, channelId } = await raise('Minor');
    expect(await saidIn(channelId)).toEqual([
      ...['skipped 0: nobody_on_watch', 'skipped 1: nobody_on_watch', 'exhausted'],
    ]);
    const { escalation, alert } = await north.alert(incidentId);
    expect(escalation).toMatchObject({ state: 'exhausted', step: -1, turn: 0, dueAt: null });
    for (const username of ['commander.north', 'commander.south']) {
      const [first] = await (await officer(username)).queue();
      expect(first?.escalation).toMatchObject({ id: expect.any(String), state: 'exhausted' });
    }
    const { counts } = await south.send('alert.acknowledge', { alertId: alert.id, grade: 'accepted' });
    expect(counts).toBe(true);
    await advance(30 * minute);
    expect((await north.alert(incidentId)).escalation).toMatchObject({ state: 'exhausted', turn: 0 });
  });

  it('says in the raiser’s private channel that nobody of his own level could be told', async () => {
    await setLadder({ ...deadlines, steps: [{ ...step('station', 'commander'), tellPeer: true }] });
    const { channelId, incidentId } = await raise('Minor');
    const liaison = await officer('liaison.north');
    const [told] = await liaison.entriesOf(await sideOf(north, incidentId), 'call.placed');
    expect(told?.payload).toMatchObject({ toCallPeer: true, officers: [{ name: 'commander.north' }] });
    const { station } = await north.client.me();
    await (await officer('admin.home')).send('officer.disable', {
      officerId: (await (await officer('commander.north')).client.me()).officer.id,
    });
    const { incidentId: second } = await raise('Minor');
    const [nobody] = await liaison.entriesOf(await sideOf(north, second), 'call.placed');
    expect(nobody?.payload).toMatchObject({ toCallPeer: true, officers: [] });
    const [called] = await north.entriesOf(channelId, 'escalation.called');
    expect(called?.payload.peer).toEqual({ endId: station.id, level: 'station' });
  });
});
