// Story: illegal fishing at Thường Phước, from the first report to the closure by both sides with subjects counted.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEntry, beginIncident } from '../../shared/state.ts';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import { refusalOf, type TestOfficer } from '../support/officer.ts';

describe('The fishing case', () => {
  let record: TestRecord;
  let node: TestNode;
  let ours: TestOfficer;
  let theirs: TestOfficer;
  let incidentId: string;
  let channelId: string;

  beforeAll(async () => {
    record = await openRecord();
    node = await record.node();
    ours = await node.officer('duty.north');
    theirs = await node.officer('duty.south');
    await ours.takeWatch();
    await theirs.takeWatch();
  });
  afterAll(() => record.close());

  it('is reported with its place and category, under a number of its line', async () => {
    const opened = await ours.openIncident('river', {
      title: 'Khai thác thủy sản trái phép bằng xung điện',
      category: 'illegal_fishing',
      place: { description: 'Đoạn sông giáp ranh' },
    });
    ({ incidentId, channelId } = opened);
    expect(opened.number).toMatch(/^RIVER-\d{4}-0001$/);
    expect((await theirs.read(incidentId)).incident).toMatchObject({
      title: 'Khai thác thủy sản trái phép bằng xung điện',
      status: 'open',
      subjects: null,
      openedBy: { name: 'duty.north' },
    });
  });

  it('is answered by the other side, which takes it in hand', async () => {
    const { alertId } = await ours.raise(incidentId, { text: 'Đề nghị chặn phía bờ bắc' });
    await theirs.send('alert.acknowledge', { alertId, grade: 'accepted' });
    await theirs.post(channelId, 'Patrol boat sent');
    await theirs.send('incident.change_status', { incidentId, to: 'in_progress', reason: 'Boat sent' });
    expect((await ours.line('river')).openIncidents).toBe(1);
  });

  it('is counted: three subjects, and what became of them', async () => {
    const outcome = 'Cảnh cáo 03 đối tượng, hai bên lập biên bản';
    await ours.send('incident.amend', { incidentId, changes: { subjects: 3, outcome } });
    expect((await theirs.read(incidentId)).incident).toMatchObject({ subjects: 3, outcome });
  });

  it('is closed only when both sides have agreed', async () => {
    const agree = { incidentId, to: 'closed' as const, reason: 'Minutes signed' };
    expect(await refusalOf(ours.send('incident.change_status', agree))).toBe('status_change_invalid');
    await ours.send('incident.change_status', { ...agree, to: 'resolved' });
    expect(await ours.send('incident.change_status', agree)).toMatchObject({ status: 'resolved' });
    expect(await refusalOf(ours.send('incident.change_status', agree))).toBe('status_change_invalid');
    expect(await theirs.send('incident.change_status', agree)).toMatchObject({ status: 'closed' });
    expect(await refusalOf(ours.post(channelId, 'One more thing'))).toBe('incident_closed');
    expect((await ours.line('river')).openIncidents).toBe(0);
  });

  it('reads the same on both sides, entry by entry, and folds to what the server says', async () => {
    const entries = await ours.entries(channelId);
    expect(await theirs.entries(channelId)).toEqual(entries);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_entry, index) => index + 1));
    const [first, ...rest] = entries;
    if (first?.kind !== 'incident.opened') throw new Error('a case begins with its opening');
    const folded = rest.reduce(applyEntry, beginIncident(channelId, first));
    const read = await theirs.read(incidentId);
    expect(folded.incident).toEqual(read.incident);
    expect(folded.alerts).toEqual(read.alerts);
    expect(read.incident).toMatchObject({ status: 'closed', subjects: 3 });
  });
});
