// The contract of the fold: a state read at any seq, and the entries after it, make exactly what a fresh read says.
import { beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../shared/commands.ts';
import type { Entry } from '../../shared/entry.ts';
import { applyEntry, type IncidentState } from '../../shared/state.ts';
import { attempt, type BusyCase, nextAct } from '../support/busy-case.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { seeded } from '../support/seeded.ts';

const players = [
  ...['duty.north', 'duty.south', 'relief.south', 'liaison.south', 'observer.south'],
  ...['commander.north', 'commander.south', 'commander.south-province'],
];

/** Every kind of entry that a case knows. */
const everyKind = [
  ...['alert.acknowledged', 'alert.acknowledgement_lapsed', 'alert.delivered', 'alert.opened'],
  ...['alert.raised', 'alert.withdrawn', 'escalation.called', 'escalation.exhausted'],
  ...['escalation.snoozed', 'escalation.taken_over', 'incident.amended', 'incident.closure_agreed'],
  ...['incident.opened', 'incident.status_changed', 'message.posted'],
];

describe('Folding the entries of a case', () => {
  const { onWatch, officer, advance, now } = openScene();
  let everybody: TestOfficer[];
  let reader: TestOfficer;

  beforeAll(async () => {
    const cast = await Promise.all(players.map(officer));
    await onWatch('duty.north', 'duty.south');
    everybody = cast;
    reader = await officer('observer.north');
  });

  async function busyCase(seed: number): Promise<BusyCase> {
    const [north] = everybody;
    if (!north) throw new Error('there is nobody');
    const { incidentId, channelId } = await north.openIncident('river');
    await north.raise(incidentId);
    return { incidentId, channelId, everybody, chance: seeded(seed), advance, now };
  }
  const stateOf = ({ incident, alerts, headSeq }: OutputOf<'incident.get'>): IncidentState => ({
    ...{ incident, alerts, headSeq },
  });
  const allEntries = async (channelId: string, afterSeq = 0): Promise<Entry[]> => {
    const { entries, headSeq } = await reader.send('channel.entries', { channelId, afterSeq, limit: 500 });
    const last = entries.at(-1)?.seq ?? headSeq;
    return last < headSeq ? [...entries, ...(await allEntries(channelId, last))] : entries;
  };
  /** Without what fell due by itself between the two questions. */
  const upTo = ({ headSeq }: IncidentState, entries: readonly Entry[]) =>
    entries.filter(({ seq }) => seq <= headSeq);
  const foldFrom = (state: IncidentState, entries: readonly Entry[]) => entries.reduce(applyEntry, state);

  /** Every snapshot that was read on the way, folded up to now, is what is read now. */
  async function expectOneTruth({ incidentId, channelId }: BusyCase, snapshots: readonly IncidentState[]) {
    const fresh = stateOf(await reader.read(incidentId));
    const entries = upTo(fresh, await allEntries(channelId));
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_entry, index) => index + 1));
    expect(fresh.headSeq).toBe(entries.length);
    for (const snapshot of snapshots) expect(foldFrom(snapshot, entries)).toEqual(fresh);
    return { entries, fresh };
  }

  /** What chance may have left out: every kind of entry, and a closure that both ends agree to. */
  async function comeToAnEnd({ incidentId, channelId }: BusyCase): Promise<void> {
    const [north, south, , , , , commander] = everybody;
    if (!north || !south || !commander) throw new Error('somebody is missing');
    const move = (one: TestOfficer, to: 'open' | 'resolved' | 'closed') =>
      attempt([to, () => one.send('incident.change_status', { incidentId, to, reason: 'The end' })]);
    await move(north, 'open');
    for (const { id } of (await north.read(incidentId)).alerts)
      for (const one of [north, south])
        await attempt(['withdraw', () => one.send('alert.withdraw', { alertId: id, reason: 'The end' })]);
    await north.post(channelId, 'The end');
    await north.send('incident.amend', { incidentId, changes: { subjects: 10 } });
    const { escalationIds } = await north.raise(incidentId);
    const escalationId = escalationIds[0] ?? '';
    await commander.send('escalation.snooze', { escalationId, forMs: 60_000, reason: 'In sight' });
    for (const turn of [1, 2, 3, 4]) await south.send('escalation.escalate_now', { escalationId, turn });
    await commander.send('escalation.take_over', { escalationId });
    await advance(40 * 60_000);
    await commander.send('escalation.take_over', { escalationId });
    const { alertId } = await north.raise(incidentId);
    const { headSeq } = await south.read(incidentId);
    await south.send('channel.mark', { channelId, deliveredSeq: headSeq, openedSeq: 0 });
    await south.send('channel.mark', { channelId, deliveredSeq: headSeq, openedSeq: headSeq });
    await south.send('alert.acknowledge', { alertId, grade: 'received' });
    await north.send('alert.withdraw', { alertId, reason: 'The end' });
    await move(north, 'resolved');
    await move(north, 'closed');
    await move(south, 'closed');
  }

  it.each([1, 2, 3, 4, 5])('agrees with a fresh read after each of many acts (seed %i)', async (seed) => {
    const busy = await busyCase(seed);
    let latest = stateOf(await reader.read(busy.incidentId));
    const snapshots = [latest];
    for (let index = 0; index < 70; index += 1) {
      const act = await nextAct(busy);
      await attempt(act);
      const fresh = stateOf(await reader.read(busy.incidentId));
      const since = upTo(fresh, await allEntries(busy.channelId, latest.headSeq));
      expect(foldFrom(latest, since), `after act ${index}, “${act[0]}”`).toEqual(fresh);
      latest = fresh;
      snapshots.push(fresh);
    }
    await comeToAnEnd(busy);
    const { entries, fresh } = await expectOneTruth(busy, snapshots);
    expect(fresh.incident.status).toBe('closed');
    expect([...new Set(entries.map(({ kind }) => kind))].sort()).toEqual(everyKind);
  });

  it.each([11, 12, 13, 14])('agrees after acts that were done at once (seed %i)', async (seed) => {
    const busy = await busyCase(seed);
    const snapshots = [stateOf(await reader.read(busy.incidentId))];
    for (let index = 0; index < 25; index += 1) {
      const acts = await Promise.all(Array.from({ length: 5 }, () => nextAct(busy)));
      await Promise.all(acts.map(attempt));
      snapshots.push(stateOf(await reader.read(busy.incidentId)));
      await expectOneTruth(busy, snapshots.slice(-3));
    }
    await expectOneTruth(busy, snapshots);
  });
});
