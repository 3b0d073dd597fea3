// Story: nobody answers, so the alert climbs the chain opposite, tells the raiser's own chain, and stays loud at the end.
import { beforeAll, describe, expect, it } from 'vitest';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { hour, minute, openScene, sideOf } from '../support/scene.ts';

const climb = [
  {
    level: 'station',
    role: 'duty_officer',
    call: 1,
    waitMs: 2 * minute,
    cause: 'raised',
    name: 'duty.south',
  },
  { level: 'station', role: 'duty_officer', call: 2, waitMs: 2 * minute, cause: 'due', name: 'duty.south' },
  { level: 'station', role: 'commander', call: 1, waitMs: 3 * minute, cause: 'due', name: 'commander.south' },
  {
    ...{ level: 'province', role: 'commander', call: 1, waitMs: 5 * minute, cause: 'due' },
    name: 'commander.south-province',
  },
  {
    level: 'national',
    role: 'commander',
    call: 1,
    waitMs: 10 * minute,
    cause: 'due',
    name: 'commander.away',
  },
];

describe('An alert that nobody acknowledges', () => {
  const { onWatch, officer, advance } = openScene();
  let north: TestOfficer;
  let south: TestOfficer;
  let incidentId: string;
  let channelId: string;
  let alertId: string;
  let northEnd: string;

  beforeAll(async () => {
    [north, south] = await onWatch('duty.north', 'duty.south');
    northEnd = (await north.client.me()).station.id;
    ({ incidentId, channelId } = await north.openIncident('river'));
    ({ alertId } = await north.raise(incidentId));
  });

  it('calls each step in its turn, and nobody before the time of the last call is up', async () => {
    for (const [index, { waitMs }] of climb.entries()) {
      expect((await north.alert(incidentId)).escalation).toMatchObject({ state: 'running', turn: index + 1 });
      await advance(waitMs - minute);
      expect((await north.alert(incidentId)).escalation.turn).toBe(index + 1);
      await advance(minute);
    }
    const calls = await north.entriesOf(channelId, 'escalation.called');
    expect(calls.map(({ payload: { level, role, call, cause } }) => ({ level, role, call, cause }))).toEqual(
      climb.map(({ level, role, call, cause }) => ({ level, role, call, cause })),
    );
    expect(calls.map(({ at, payload }) => Date.parse(payload.dueAt) - Date.parse(at))).toEqual(
      climb.map(({ waitMs }) => waitMs),
    );
    for (const [index, { payload }] of calls.slice(0, -1).entries())
      expect((calls[index + 1]?.at ?? '') >= payload.dueAt).toBe(true);
    expect(calls.map(({ by }) => by)).toEqual(climb.map(() => null));
  });

  it('tells the raising province to call its peer, on the record of both ends', async () => {
    const calls = await south.entriesOf(channelId, 'escalation.called');
    const peers = calls.map(({ payload }) => payload.peer);
    expect(peers).toEqual([null, null, null, { endId: northEnd, level: 'province' }, null]);
    const told = await north.entriesOf(await sideOf(north, incidentId), 'call.placed');
    expect(told.map(({ payload }) => payload)).toMatchObject([
      { turn: 4, level: 'province', toCallPeer: true, officers: [{ name: 'commander.north-province' }] },
    ]);
  });

  it('names the called only in the private channel of their own end', async () => {
    const placed = await south.entriesOf(await sideOf(south, incidentId), 'call.placed');
    expect(
      placed.map(({ payload }) => [payload.toCallPeer, ...payload.officers.map(({ name }) => name)]),
    ).toEqual(climb.map(({ name }) => [false, name]));
    const shared = (await north.entries(channelId)).filter(({ kind }) => kind.startsWith('escalation.'));
    expect(JSON.stringify(shared)).not.toMatch(/"name"|officerId|device/);
    expect(await refusalOf(north.entries(await sideOf(south, incidentId)))).toBe('not_found');
  });

  it('is exhausted after the last step, once, and nothing more is called', async () => {
    expect((await south.alert(incidentId)).escalation).toMatchObject({
      ...{ state: 'exhausted', waitingFor: null, dueAt: null, step: 3, turn: 5 },
      exhaustedAt: expect.any(String),
    });
    await advance(25 * hour);
    const entries = await north.entries(channelId);
    expect(entries.at(-1)).toMatchObject({ kind: 'escalation.exhausted', by: null, payload: { alertId } });
    expect(entries.filter(({ kind }) => kind === 'escalation.exhausted')).toHaveLength(1);
  });

  it('stands at the top of both commanders’ queues, above what still runs', async () => {
    await north.raise(incidentId, { text: 'A later one' });
    const ours = await officer('commander.north');
    const theirs = await officer('commander.south');
    for (const [one, addressed] of [
      [ours, false],
      [theirs, true],
      [await officer('commander.north-province'), false],
      [await officer('commander.away'), true],
    ] as const) {
      const items = await one.queue();
      expect(items.map(({ escalation }) => escalation.state)).toEqual(['exhausted', 'running']);
      expect(items[0]).toMatchObject({ addressed, next: null, alert: { id: alertId } });
    }
    expect((await theirs.queue())[0]?.called.map(({ name }) => name)).toEqual(
      climb.map(({ name }) => name).reverse(),
    );
    expect((await ours.queue())[0]?.called).toEqual([]);
  });

  it('can still be acknowledged, and then leaves both queues', async () => {
    const theirs = await officer('commander.south');
    const { counts } = await theirs.send('alert.acknowledge', { alertId, grade: 'accepted' });
    expect(counts).toBe(true);
    expect((await north.alert(incidentId)).escalation).toMatchObject({
      ...{ state: 'acknowledged', exhaustedAt: null, waitingFor: 'follow_up' },
      acknowledgedBy: { name: 'commander.south' },
    });
    for (const name of ['commander.north', 'commander.south', 'commander.away']) {
      const items = await (await officer(name)).queue();
      expect(items.map(({ alert }) => alert.text)).toEqual(['A later one']);
    }
  });

  it('leaves both queues when the raiser withdraws it, even after the last step', async () => {
    const { incidentId: other } = await north.openIncident('river');
    const { alertId: exhausted } = await north.raise(other);
    for (const { waitMs } of climb) await advance(waitMs);
    expect((await south.alert(other)).escalation.state).toBe('exhausted');
    await north.send('alert.withdraw', { alertId: exhausted, reason: 'The boat has come back' });
    expect((await south.alert(other)).escalation).toMatchObject({ state: 'cancelled', dueAt: null });
    const queues = [await (await officer('commander.north')).queue(), await south.queue()];
    expect(queues.flat().map(({ alert }) => alert.id)).not.toContain(exhausted);
    expect(await refusalOf(south.send('alert.acknowledge', { alertId: exhausted, grade: 'accepted' }))).toBe(
      'alert_over',
    );
  });
});
