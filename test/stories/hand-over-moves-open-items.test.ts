// Story: the outgoing officer hands over with the open items named, and from then on the incoming one is called.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toAcceptedItem } from '../../shared/nouns/watch.ts';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import { refusalOf, type TestOfficer } from '../support/officer.ts';

const minute = 60_000;

describe('The hand-over of the watch', () => {
  let record: TestRecord;
  let node: TestNode;
  let north: TestOfficer;
  let outgoing: TestOfficer;
  let incoming: TestOfficer;
  let stationId: string;
  let incidentId: string;
  let alertId: string;

  beforeAll(async () => {
    record = await openRecord();
    node = await record.node();
    north = await node.officer('duty.north');
    outgoing = await node.officer('duty.south');
    incoming = await node.officer('relief.south');
    await north.takeWatch();
    await outgoing.takeWatch();
    stationId = (await outgoing.client.me()).station.id;
    ({ incidentId } = await north.openIncident('river', { title: 'Nets across the river' }));
    ({ alertId } = await north.raise(incidentId, { severity: 'Moderate' }));
  });
  afterAll(() => record.close());

  it('offers the watch with the unanswered alert and the case in hand', async () => {
    const { officer } = await incoming.client.me();
    const note = 'The boat is out';
    const { watch } = await outgoing.send('watch.hand_over', { stationId, toOfficerId: officer.id, note });
    expect(watch).toMatchObject({ officerName: 'duty.south', offeredTo: { name: 'relief.south' } });
    const { watch: read } = await incoming.send('watch.get', { stationId });
    expect(read.offerNote).toBe('The boat is out');
    expect(read.openItems).toMatchObject([
      { kind: 'alert', incidentId, alertId, title: 'Nets across the river', severity: 'Moderate' },
      { kind: 'incident', incidentId, alertId: null },
    ]);
  });

  it('leaves the outgoing officer on watch until the other accepts', async () => {
    expect(await refusalOf(incoming.send('watch.take', { stationId }))).toBe('watch_held');
    await record.advance(2 * minute);
    const { sides } = await outgoing.read(incidentId);
    const calls = await outgoing.entriesOf(sides[0]?.channelId ?? '', 'call.placed');
    expect(calls.map(({ payload }) => payload.officers.map(({ name }) => name))).toEqual([
      ['duty.south'],
      ['duty.south'],
    ]);
  });

  it('puts the open items on the record when the incoming officer accepts, and calls him next', async () => {
    const { openItems: items } = (await incoming.send('watch.get', { stationId })).watch;
    const { watch } = await incoming.send('watch.accept', { stationId, items: items.map(toAcceptedItem) });
    expect(watch).toMatchObject({ officerName: 'relief.south', offeredTo: null });
    expect((await incoming.send('watch.get', { stationId })).watch.offerNote).toBeNull();
    const { station } = await incoming.client.me();
    const [handedOver] = await incoming.entriesOf(station.channelId, 'watch.handed_over');
    expect(handedOver?.payload).toMatchObject({
      from: { name: 'duty.south' },
      to: { name: 'relief.south' },
      openItems: [{ kind: 'alert', alertId }, { kind: 'incident' }],
    });
    const { incidentId: second } = await north.openIncident('river');
    await north.raise(second);
    const { sides } = await incoming.read(second);
    const calls = await incoming.entriesOf(sides[0]?.channelId ?? '', 'call.placed');
    expect(calls[0]?.payload.officers.map(({ name }) => name)).toEqual(['relief.south']);
  });

  it('tells the other end when the watch began, and no name', async () => {
    const line = await north.line('river');
    const opposite = line.ends.find(({ endId }) => endId === stationId);
    const { watch } = await incoming.send('watch.get', { stationId });
    expect(opposite).toMatchObject({ manned: true, since: watch.since, watchOfficer: null });
    const told = await north.entriesOf(line.channelId, 'end.manned');
    expect(told.at(-1)).toMatchObject({ by: null, payload: { endId: stationId, since: watch.since } });
    expect(JSON.stringify(told)).not.toContain('.south');
    expect(await refusalOf(north.send('watch.get', { stationId }))).toBe('not_found');
  });

  it('takes an accepted alert off the open items', async () => {
    await incoming.send('alert.acknowledge', { alertId, grade: 'accepted' });
    const { watch } = await incoming.send('watch.get', { stationId });
    expect(watch.openItems.filter((item) => item.alertId === alertId)).toEqual([]);
    expect(watch.openItems.filter(({ kind }) => kind === 'incident')).toHaveLength(2);
  });
});
