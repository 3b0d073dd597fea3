// Story: devices tell by themselves that an alert was delivered and that a call reached its officer, once each.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import { signIn, type TestOfficer } from '../support/officer.ts';
import { until } from '../support/until.ts';

const minute = 60_000;

describe('The devices of a post that is called', () => {
  let record: TestRecord;
  let node: TestNode;
  let north: TestOfficer;
  let incidentId: string;
  let channelId: string;
  const seats: TestOfficer[] = [];
  const sitDown = async (username: string): Promise<TestOfficer> => {
    const seat = await signIn(node.url, username, true);
    seats.push(seat);
    return seat;
  };
  const reached = async (reader: TestOfficer) => {
    const [side] = (await reader.read(incidentId)).sides;
    const entries = side ? await reader.entriesOf(side.channelId, 'call.reached') : [];
    return entries.map(({ payload }) => [payload.officer.name, payload.turn]);
  };

  beforeAll(async () => {
    record = await openRecord();
    node = await record.node();
    north = await node.officer('duty.north');
    await north.takeWatch();
    ({ incidentId, channelId } = await north.openIncident('river'));
  });
  afterAll(async () => {
    for (const seat of seats) seat.close();
    await record.close();
  });

  it('tell the raiser that the alert was delivered, and their own end who was reached', async () => {
    const duty = await sitDown('duty.south');
    await duty.takeWatch();
    await sitDown('duty.south');
    await north.raise(incidentId);
    await until(async () => (await north.alert(incidentId)).escalation.deliveredAt !== null);
    await until(async () => (await reached(duty)).length > 0);
    // A second device of the same officer has the call too; that he was reached is told once.
    expect(await reached(duty)).toEqual([['duty.south', 1]]);
    expect(await north.entriesOf(channelId, 'alert.delivered')).toHaveLength(1);
    expect((await north.alert(incidentId)).escalation.openedAt).toBeNull();

    duty.client.mark(channelId, 3, 3);
    await until(async () => (await north.alert(incidentId)).escalation.openedAt !== null);
    expect(await north.entriesOf(channelId, 'alert.opened')).toHaveLength(1);
  });

  it('tell of a call that was placed while its officer was away, once he is back', async () => {
    await record.advance(2 * minute);
    await record.advance(2 * minute);
    expect((await north.alert(incidentId)).escalation).toMatchObject({ step: 1 });
    const commander = await sitDown('commander.south');
    await until(async () => (await reached(commander)).some(([name]) => name === 'commander.south'));
    expect((await reached(commander)).filter(([name]) => name === 'commander.south')).toEqual([
      ['commander.south', 3],
    ]);
    expect((await north.read(incidentId)).sides).toHaveLength(1);
  });
});
