// Story: an alert is raised, the officer opposite answers before the first deadline, and nobody else is called.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import type { TestOfficer } from '../support/officer.ts';

const minute = 60_000;

describe('An alert that is answered in time', () => {
  let record: TestRecord;
  let node: TestNode;
  let north: TestOfficer;
  let south: TestOfficer;

  beforeAll(async () => {
    record = await openRecord();
    node = await record.node();
    north = await node.officer('duty.north');
    south = await node.officer('duty.south');
    await north.takeWatch();
    await south.takeWatch();
  });
  afterAll(() => record.close());

  it('calls the duty officer opposite once and nobody after he has accepted', async () => {
    const { incidentId, channelId } = await north.openIncident('river');
    const { alertId } = await north.raise(incidentId);
    const running = await south.alert(incidentId);
    expect(running.escalation).toMatchObject({ state: 'running', step: 0, call: 1, waitingFor: 'step' });

    await record.advance(minute);
    await south.send('alert.acknowledge', { alertId, grade: 'accepted' });
    await south.post(channelId, 'We are on our way');
    await record.advance(60 * minute);

    const { escalation } = await north.alert(incidentId);
    expect(escalation).toMatchObject({ state: 'acknowledged', waitingFor: null, dueAt: null, turn: 1 });
    expect(escalation.acknowledgedBy?.name).toBe('duty.south');
    expect(await north.entriesOf(channelId, 'escalation.called')).toHaveLength(1);
    expect(await north.queue()).toEqual([]);
  });
});
