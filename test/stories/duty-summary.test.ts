// Story: at the change of the watch each item is accepted as it stands, and the summary tells what the watch went through,
// the drill apart from what was real.
import { beforeAll, describe, expect, it } from 'vitest';
import { toAcceptedItem } from '../../shared/nouns/watch.ts';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { minute, openScene } from '../support/scene.ts';

describe('The watch and what it leaves behind', () => {
  const { onWatch, officer, advance } = openScene();
  let north: TestOfficer;
  let south: TestOfficer;
  let relief: TestOfficer;
  let stationId: string;
  let realCase: string;

  const items = async (one: TestOfficer) => (await one.send('watch.get', { stationId })).watch.openItems;
  const handOver = async (to: TestOfficer) => {
    const { officer: next } = await to.client.me();
    await south.send('watch.hand_over', { stationId, toOfficerId: next.id });
  };

  beforeAll(async () => {
    [north, south] = await onWatch('duty.north', 'duty.south');
    relief = await officer('relief.south');
    stationId = (await south.client.me()).station.id;
    const real = await north.openIncident('river', { title: 'Boats at night' });
    realCase = real.incidentId;
    const raised = await north.raise(real.incidentId);
    await south.send('alarm.silence', {
      escalationIds: (await north.read(real.incidentId)).alerts.flatMap(({ escalations }) =>
        escalations.map(({ id }) => id),
      ),
    });
    await advance(minute);
    await south.send('alert.acknowledge', { alertId: raised.alertId, grade: 'received' });
    await south.post(real.channelId, 'We look');
    await north.post(real.channelId, 'Thank you');
    const drill = await south.openIncident('river', { title: 'Monthly drill', capStatus: 'Exercise' });
    await south.raise(drill.incidentId);
    await south.post(drill.channelId, 'EXERCISE');
    await south.send('watch.test_sound', { stationId, heard: true });
  });

  it('lists what is open with how it stands, and which of it is an exercise', async () => {
    expect(await items(relief)).toMatchObject([
      { kind: 'alert', state: 'acknowledged', capStatus: 'Actual' },
      { kind: 'incident', state: 'open', capStatus: 'Exercise' },
      { kind: 'incident', state: 'open', capStatus: 'Actual', incidentId: realCase },
    ]);
  });

  it('lists an alert whose sound was paused while nobody has answered it', async () => {
    const { incidentId } = await north.openIncident('river', { title: 'Lights on the bank' });
    const { alertId } = await north.raise(incidentId);
    const { escalation } = await north.alert(incidentId);
    await south.send('alarm.silence', { escalationIds: [escalation.id] });
    expect((await items(relief)).filter((item) => item.alertId === alertId)).toMatchObject([
      { kind: 'alert', state: 'running' },
      { kind: 'silence', state: 'silenced' },
    ]);
    await south.send('alert.acknowledge', { alertId, grade: 'accepted' });
    expect((await items(relief)).filter((item) => item.alertId === alertId)).toEqual([]);
  });

  it('is not accepted while an item that came or changed since has not been read', async () => {
    await handOver(relief);
    const read = (await items(relief)).map(toAcceptedItem);
    await north.send('incident.change_status', {
      ...{ incidentId: realCase, to: 'in_progress', reason: 'A boat is out' },
    });
    expect(await refusalOf(relief.send('watch.accept', { stationId, items: read }))).toBe(
      'open_items_changed',
    );
    const { watch } = await relief.send('watch.accept', {
      ...{ stationId, items: (await items(relief)).map(toAcceptedItem) },
    });
    expect(watch.officerName).toBe('relief.south');
    const { station } = await relief.client.me();
    const [entry] = await relief.entriesOf(station.channelId, 'watch.handed_over');
    expect(entry?.payload).toMatchObject({ from: { name: 'duty.south' }, to: { name: 'relief.south' } });
    expect(entry?.payload.openItems.map(toAcceptedItem)).toEqual((await items(relief)).map(toAcceptedItem));
  });

  it('sums the last watch up, and counts no exercise among what was real', async () => {
    const { summary } = await relief.send('watch.summary', { stationId });
    expect(summary).toMatchObject({
      officer: { name: 'duty.south' },
      until: (await relief.send('watch.get', { stationId })).watch.since,
      real: {
        ...{ alertsRaised: 0, alertsReceived: 2, answered: 2, escalations: 0, exhausted: 0, silences: 2 },
        ...{ incidentsOpened: 2, incidentsClosed: 0, messagesSent: 1, messagesReceived: 1 },
      },
      exercise: {
        ...{ alertsRaised: 1, alertsReceived: 0, answered: 0, silences: 0, answerLongestMs: null },
        ...{ incidentsOpened: 1, messagesSent: 1, messagesReceived: 0 },
      },
      soundTests: [{ officer: { name: 'duty.south' }, heard: true }],
    });
    expect(summary?.real.answerLongestMs).toBeGreaterThanOrEqual(minute);
    const present = await relief.send('watch.summary', { stationId, which: 'present' });
    expect(present.summary).toMatchObject({ officer: { name: 'relief.south' }, until: null });
  });

  it('remembers the last test of the sound, and the last drill of each line', async () => {
    const tests = await relief.send('watch.tests', { stationId });
    const { id: lineId } = await relief.line('river');
    expect(tests).toMatchObject({
      sound: { officer: { name: 'duty.south' }, heard: true },
      lines: [{ lineId, number: expect.stringMatching(/^RIVER-/) }],
    });
    await relief.send('watch.test_sound', { stationId, heard: false });
    expect((await relief.send('watch.tests', { stationId })).sound).toMatchObject({ heard: false });
  });

  it('counts a drill on the switchboard apart from what is real', async () => {
    const line = await north.line('river');
    const { openIncidents, waitingForMe, exercise } = line;
    expect({ openIncidents, waitingForMe, exercise }).toEqual({
      ...{ openIncidents: 2, waitingForMe: 0 },
      exercise: { openIncidents: 1, waitingForMe: 1 },
    });
    expect(line.waitingSince).toBeNull();
  });

  it('tells none of it to the other side, nor lets it test for this one', async () => {
    expect(await refusalOf(north.send('watch.summary', { stationId }))).toBe('not_found');
    expect(await refusalOf(north.send('watch.tests', { stationId }))).toBe('not_found');
    expect(await refusalOf(north.send('watch.test_sound', { stationId, heard: true }))).toBe('not_found');
    const observer = await officer('observer.south');
    expect(await refusalOf(observer.send('watch.test_sound', { stationId, heard: true }))).toBe(
      'not_allowed',
    );
  });
});
