// Story: on a line of three neighbours everyone reads everything shared, and each end answers for itself.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import { refusalOf, type TestOfficer } from '../support/officer.ts';

describe('A line of three neighbours', () => {
  let record: TestRecord;
  let node: TestNode;
  let north: TestOfficer;
  let east: TestOfficer;
  let west: TestOfficer;
  let incidentId: string;
  let channelId: string;
  let alertId: string;

  beforeAll(async () => {
    record = await openRecord();
    node = await record.node();
    north = await node.officer('duty.north');
    east = await node.officer('duty.east');
    west = await node.officer('duty.west');
    for (const officer of [north, east, west]) await officer.takeWatch();
    ({ incidentId, channelId } = await north.openIncident('ridge', { category: 'forest_exploitation' }));
  });
  afterAll(() => record.close());

  it('asks both other ends for an answer, each on its own ladder', async () => {
    ({ alertId } = await north.raise(incidentId));
    const { escalations } = (await north.alert(incidentId)).alert;
    expect(escalations.map(({ state }) => state)).toEqual(['running', 'running']);
    expect((await east.line('ridge')).waitingForMe).toBe(1);
    expect((await west.line('ridge')).waitingForMe).toBe(1);
    expect((await north.line('ridge')).waitingForMe).toBe(0);
  });

  it('keeps calling the end that has not answered when the other has', async () => {
    await east.send('alert.acknowledge', { alertId, grade: 'accepted' });
    await east.post(channelId, 'We look on our slope');
    await record.advance(2 * 60_000);
    const { escalations } = (await west.alert(incidentId)).alert;
    expect(escalations.map(({ state }) => state).sort()).toEqual(['acknowledged', 'running']);
    expect((await east.line('ridge')).waitingForMe).toBe(0);
    expect((await west.line('ridge')).waitingForMe).toBe(1);
    expect((await west.queue()).map(({ addressed }) => addressed)).toEqual([true]);
  });

  it('can be addressed to one end alone', async () => {
    const { ends } = await north.line('ridge');
    const endId = ends.find(({ code }) => code === 'east')?.endId ?? '';
    const { alertId: toEast } = await north.raise(incidentId, { toEndIds: [endId] });
    expect(await refusalOf(west.send('alert.acknowledge', { alertId: toEast, grade: 'accepted' }))).toBe(
      'end_not_yours',
    );
    await east.send('alert.acknowledge', { alertId: toEast, grade: 'accepted' });
  });

  it('keeps the notes of each end from both others', async () => {
    const notes = await Promise.all(
      [north, east, west].map((officer) =>
        officer.send('note.write', { incidentId, text: 'For us alone', lang: 'en' }),
      ),
    );
    const [, ofEast] = notes;
    expect(new Set(notes.map((note) => note.channelId)).size).toBe(3);
    expect(await refusalOf(north.entries(ofEast?.channelId ?? ''))).toBe('not_found');
    expect(await refusalOf(west.entries(ofEast?.channelId ?? ''))).toBe('not_found');
  });

  it('closes when all three have agreed', async () => {
    await west.send('alert.acknowledge', { alertId, grade: 'accepted' });
    const agree = { incidentId, to: 'closed' as const, reason: 'Settled' };
    await north.send('incident.change_status', { ...agree, to: 'resolved' });
    expect(await north.send('incident.change_status', agree)).toMatchObject({ status: 'resolved' });
    expect(await east.send('incident.change_status', agree)).toMatchObject({ status: 'resolved' });
    expect(await west.send('incident.change_status', agree)).toMatchObject({ status: 'closed' });
  });

  it('is nothing to the other side of the border', async () => {
    const south = await node.officer('duty.south');
    const { lines } = await south.send('line.list', {});
    expect(lines.map(({ code }) => code)).toEqual(['river']);
    expect(await refusalOf(south.read(incidentId))).toBe('not_found');
  });
});
