// Story: the case from the articles, in the demo's own world: illegal fishing at Thường Phước, from report to joint closure.
import { beforeAll, describe, expect, it } from 'vitest';
import { readDemoWorld } from '../../server/demo/world.ts';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { minute, openScene, sideOf } from '../support/scene.ts';
import { password } from '../support/world.ts';

/** The demo's world with the accounts of this story only: hashing the passwords of all takes seconds. */
async function worldOfTheRiver() {
  const world = await readDemoWorld();
  const stations = ['thuong-phuoc', 'dong-thap', 'koh-roka', 'prey-veng'];
  const officers = world.officers.filter(({ stationCode }) => stations.includes(stationCode));
  return { ...world, officers: officers.map((officer) => ({ ...officer, password })) };
}

describe('Illegal fishing at Thường Phước', () => {
  const { onWatch, officer, advance } = openScene(worldOfTheRiver);
  let ours: TestOfficer;
  let theirs: TestOfficer;
  let incidentId: string;
  let channelId: string;
  let alertId: string;

  beforeAll(async () => {
    [ours, theirs] = await onWatch('trucban.thuongphuoc', 'duty.kohroka');
  });

  it('is reported by the patrol and opened as the first case of the line', async () => {
    const opened = await ours.openIncident('thuong-phuoc', {
      ...{ title: 'Dùng xung điện đánh bắt thủy sản trên sông Tiền', category: 'illegal_fishing' },
      ...{ severity: 'Moderate', place: { marker: '241', description: 'Phía trên cửa khẩu Thường Phước' } },
    });
    ({ incidentId, channelId } = opened);
    expect(opened.number).toMatch(/^THUONG-PHUOC-\d{4}-0001$/);
    await ours.post(channelId, 'Hai vỏ lãi chạy về phía bờ bạn, chưa rõ số người');
    const { incident } = await theirs.read(incidentId);
    expect(incident).toMatchObject({ status: 'open', subjects: null, place: { marker: '241' } });
  });

  it('asks the post opposite for help, and climbs to its liaison when the duty officer is away', async () => {
    ({ alertId } = await ours.raise(incidentId, { text: 'Đề nghị cho xuồng chặn phía bờ bắc', lang: 'vi' }));
    const { ladder } = (await ours.alert(incidentId)).escalation;
    expect(ladder.steps.map(({ level, role }) => `${level} ${role}`).slice(0, 2)).toEqual([
      ...['station duty_officer', 'station liaison'],
    ]);
    await advance(2 * minute);
    await advance(2 * minute);
    const placed = await theirs.entriesOf(await sideOf(theirs, incidentId), 'call.placed');
    expect(placed.at(-1)?.payload.officers.map(({ name }) => name)).toEqual(['Liaison, Koh Roka']);
  });

  it('is accepted by the liaison, who promises a reply and keeps the promise', async () => {
    const liaison = await officer('liaison.kohroka');
    const { serverTime } = await liaison.send('escalation.queue', {});
    const replyBy = new Date(Date.parse(serverTime) + 40 * minute).toISOString();
    await liaison.send('alert.acknowledge', { alertId, grade: 'accepted', replyBy });
    await theirs.send('incident.change_status', { incidentId, to: 'in_progress', reason: 'Boat sent' });
    await advance(30 * minute);
    await theirs.post(channelId, 'Two boats stopped, three persons, gear secured');
    await advance(60 * minute);
    expect((await ours.alert(incidentId)).escalation).toMatchObject({
      ...{ state: 'acknowledged', waitingFor: null, answeredAt: expect.any(String) },
    });
    expect(await ours.queue()).toEqual([]);
  });

  it('is weighed in private by each side', async () => {
    await ours.send('note.write', { incidentId, text: 'Một người từng bị nhắc nhở', lang: 'vi' });
    const ourSide = await sideOf(ours, incidentId);
    expect(await refusalOf(theirs.entries(ourSide))).toBe('not_found');
    expect(JSON.stringify(await theirs.entries(channelId))).not.toContain('nhắc nhở');
  });

  it('has its subjects counted and its outcome written, the same on both sides', async () => {
    const outcome = 'Thu 02 bộ kích điện, cảnh cáo 03 đối tượng, hai bên ký biên bản';
    await ours.send('incident.amend', { incidentId, changes: { subjects: 3, outcome } });
    for (const reader of [ours, theirs, await officer('observer.preyveng')])
      expect((await reader.read(incidentId)).incident).toMatchObject({ subjects: 3, outcome });
  });

  it('is closed by both commanders together, and found among the closed cases with its count', async () => {
    await ours.send('incident.change_status', { incidentId, to: 'resolved', reason: 'Đã lập biên bản' });
    const close = { incidentId, to: 'closed' as const, reason: 'Minutes signed' };
    const [our, their] = [await officer('chihuy.thuongphuoc'), await officer('commander.kohroka')];
    expect(await our.send('incident.change_status', close)).toMatchObject({ status: 'resolved' });
    expect(await their.send('incident.change_status', close)).toMatchObject({ status: 'closed' });
    const { lineId } = (await ours.read(incidentId)).incident;
    for (const reader of [ours, theirs, await officer('quansat.dongthap')]) {
      const { incidents } = await reader.send('incident.list', { lineId, status: ['closed'] });
      expect(incidents).toMatchObject([{ id: incidentId, subjects: 3, category: 'illegal_fishing' }]);
    }
    expect(await refusalOf(ours.post(channelId, 'Thêm một việc'))).toBe('incident_closed');
  });
});
