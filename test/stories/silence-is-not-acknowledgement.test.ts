// Silence is not acknowledgement: it is on the record of the station that silenced, the ladder climbs on, and the other
// end learns nothing of it.
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../support/officer.ts';
import { minute, openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe('Silencing an alarm', () => {
  const { officer, onWatch, advance } = openScene();

  it('leaves an entry in the station’s own channel, with what was silenced and until when', async () => {
    const [north, south] = await onWatch('duty.north', 'duty.south');
    const { incidentId, number } = await north.openIncident('river', { title: 'Boats without lights' });
    const { escalationIds, alertId } = await north.raise(incidentId);
    const [escalationId = ''] = escalationIds;

    const { channelId, seq, at, until } = await south.send('alarm.silence', { escalationIds });

    const { station, officer: me } = await south.client.me();
    expect(channelId).toBe(station.channelId);
    expect(Date.parse(until) - Date.parse(at)).toBe(2 * minute);
    const alarms = [{ escalationId, alertId, incidentId, number, title: 'Boats without lights' }];
    const [entry] = await south.entriesOf(channelId, 'alarm.silenced');
    expect(entry).toMatchObject({ seq, by: { officerId: me.id }, payload: { alarms, until } });

    const { watch } = await south.send('watch.get', { stationId: station.id });
    expect(watch.silencedItems).toEqual([
      { ...alarms[0], capStatus: 'Actual', by: { officerId: me.id, name: me.name }, at, until },
    ]);

    await advance(2 * minute);
    expect((await north.alert(incidentId)).escalation).toMatchObject({ state: 'running', call: 2 });
  });

  it('tells the last silence of each alert nobody has answered, and nothing of one that was', async () => {
    const [north, south] = await onWatch('duty.north', 'duty.south');
    const relief = await officer('relief.south');
    const { incidentId } = await north.openIncident('river');
    const { escalationIds, alertId } = await north.raise(incidentId);
    const { station } = await south.client.me();
    const silenced = async () => {
      const { watch } = await south.send('watch.get', { stationId: station.id });
      return watch.silencedItems.filter((item) => item.alertId === alertId);
    };
    await south.send('alarm.silence', { escalationIds });
    const { at } = await relief.send('alarm.silence', { escalationIds });
    expect(await silenced()).toMatchObject([{ at, by: { name: 'relief.south' } }]);
    await south.send('alert.acknowledge', { alertId, grade: 'accepted' });
    expect(await silenced()).toEqual([]);
  });

  it('is told neither to the other end nor asked of who only looks on', async () => {
    const [north, south] = await onWatch('duty.north', 'duty.south');
    const { incidentId, channelId } = await north.openIncident('river');
    const { escalationIds } = await north.raise(incidentId);
    const before = await north.read(incidentId);
    const heard: string[] = [];
    north.client.onEntries(({ entries }) => heard.push(...entries.map(({ kind }) => kind)));

    const { channelId: stationChannel } = await south.send('alarm.silence', { escalationIds });
    await south.post(channelId, 'A word that both sides hear');
    await until(() => heard.includes('message.posted'), { what: 'the word of the other end arrives' });

    expect(await refusalOf(north.entries(stationChannel))).toBe('not_found');
    const after = await north.read(incidentId);
    expect(after).toEqual({ ...before, headSeq: before.headSeq + 1, alerts: after.alerts });
    expect(heard).not.toContain('alarm.silenced');

    const east = await officer('duty.east');
    expect(await refusalOf(east.send('alarm.silence', { escalationIds }))).toBe('not_found');
    const observer = await officer('observer.south');
    expect(await refusalOf(observer.send('alarm.silence', { escalationIds }))).toBe('not_allowed');
  });
});
