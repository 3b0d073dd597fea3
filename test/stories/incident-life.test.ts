// Story: a case from its opening to its end, and once more: amended, settled, closed by both sides or by one, reopened.
import { beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '../../shared/commands.ts';
import type { IncidentStatus } from '../../shared/nouns/incident.ts';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { hour, minute, openScene, sideOf } from '../support/scene.ts';

describe('A case', () => {
  const { node, onWatch, officer, advance } = openScene();
  let north: TestOfficer;
  let south: TestOfficer;

  beforeAll(async () => {
    [north, south] = await onWatch('duty.north', 'duty.south');
  });

  const move = (one: TestOfficer, incidentId: string, to: IncidentStatus, more: { alone?: boolean } = {}) =>
    one.send('incident.change_status', { incidentId, to, reason: `Now ${to}`, ...more });
  const amend = (one: TestOfficer, incidentId: string, changes: InputOf<'incident.amend'>['changes']) =>
    one.send('incident.amend', { incidentId, changes });
  async function closed() {
    const opened = await north.openIncident('river');
    await move(north, opened.incidentId, 'resolved');
    await move(await officer('commander.north'), opened.incidentId, 'closed', { alone: true });
    return opened;
  }

  it('is opened with what is known of it: place, time, persons, and whether it is a drill', async () => {
    const occurredAt = '2026-11-20T18:30:00+07:00';
    const place = { marker: '456', latitude: 10.9, longitude: 105.2, description: 'By the ferry' };
    const { incidentId, channelId } = await north.openIncident('river', {
      ...{ title: '  Ba người trên thuyền ', capStatus: 'Exercise', occurredAt, place, subjects: 3 },
    });
    const { incident, headSeq } = await south.read(incidentId);
    expect(incident).toMatchObject({
      ...{ title: 'Ba người trên thuyền', capStatus: 'Exercise', place, subjects: 3, status: 'open' },
      ...{ occurredAt: '2026-11-20T11:30:00.000Z', outcome: null, closedAt: null, channelId },
    });
    expect(headSeq).toBe(1);
    const unsaid = await north.openIncident('river');
    const { incident: bare } = await north.read(unsaid.incidentId);
    expect(bare.occurredAt).toBe(bare.openedAt);
    expect(bare.place).toEqual({ marker: null, latitude: null, longitude: null, description: null });
  });

  it('is opened by officers who answer for an end, not by observers, admins or strangers', async () => {
    for (const username of ['observer.north', 'admin.home'])
      expect(await refusalOf((await officer(username)).openIncident('river'))).toMatch(
        /not_allowed|end_required/,
      );
    const { id: lineId } = await north.line('ridge');
    const stranger = south.send('incident.open', {
      ...{ lineId, title: 'Not mine', category: 'drugs', severity: 'Minor' },
    });
    expect(await refusalOf(stranger)).toBe('not_found');
  });

  it('is amended by either end, each amendment an entry that keeps the rest as it was', async () => {
    const { incidentId, channelId } = await north.openIncident('river', { subjects: 2 });
    await amend(south, incidentId, { subjects: 5, category: 'smuggling' });
    await amend(north, incidentId, { outcome: 'Handed over' });
    await amend(north, incidentId, { outcome: null, title: 'Five persons', severity: 'Severe' });
    const { incident } = await south.read(incidentId);
    expect(incident).toMatchObject({
      ...{ subjects: 5, category: 'smuggling', title: 'Five persons', severity: 'Severe', outcome: null },
    });
    const said = await south.entriesOf(channelId, 'incident.amended');
    expect(said.map(({ by }) => by?.name)).toEqual(['duty.south', 'duty.north', 'duty.north']);
    expect(await refusalOf(amend(await officer('observer.south'), incidentId, { subjects: 9 }))).toBe(
      'not_allowed',
    );
    expect(await refusalOf(amend(north, incidentId, {}))).toBe('invalid_input');
  });

  it('goes from open over in progress to resolved, each time with a reason, and no other way', async () => {
    const { incidentId, channelId } = await north.openIncident('river');
    for (const to of ['open', 'closed'] as const)
      expect(await refusalOf(move(north, incidentId, to))).toBe('status_change_invalid');
    await move(south, incidentId, 'in_progress');
    for (const to of ['open', 'in_progress', 'closed'] as const)
      expect(await refusalOf(move(north, incidentId, to))).toBe('status_change_invalid');
    const unsaid = { incidentId, to: 'resolved' as const, reason: '' };
    expect(await refusalOf(north.send('incident.change_status', unsaid))).toBe('invalid_input');
    await move(north, incidentId, 'resolved');
    const said = await south.entriesOf(channelId, 'incident.status_changed');
    expect(said.map(({ payload: { from, to, reason } }) => `${from} ${to}: ${reason}`)).toEqual([
      ...['open in_progress: Now in_progress', 'in_progress resolved: Now resolved'],
    ]);
  });

  it('is closed when each end has agreed, and neither end can agree for the other', async () => {
    const { incidentId, channelId } = await north.openIncident('river');
    await move(north, incidentId, 'resolved');
    expect(await move(south, incidentId, 'closed')).toMatchObject({ status: 'resolved' });
    expect(await refusalOf(move(await officer('commander.south'), incidentId, 'closed'))).toBe(
      'status_change_invalid',
    );
    const southEnd = (await south.client.me()).station.id;
    expect((await north.read(incidentId)).incident.closureAgreedBy).toEqual([southEnd]);
    expect(await move(north, incidentId, 'closed')).toMatchObject({ status: 'closed' });
    const last = (await south.entriesOf(channelId, 'incident.status_changed')).at(-1);
    expect(last).toMatchObject({ by: { name: 'duty.north' }, payload: { to: 'closed', alone: false } });
    expect((await south.read(incidentId)).incident.closedAt).toBe(last?.at);
  });

  it('asks for agreement anew when it is amended after an end has agreed: nobody signs what he has not read', async () => {
    const { incidentId } = await north.openIncident('river', { subjects: 3 });
    await move(north, incidentId, 'resolved');
    await move(north, incidentId, 'closed');
    await amend(south, incidentId, { subjects: 1, outcome: 'Two have run away' });
    expect((await north.read(incidentId)).incident.closureAgreedBy).toEqual([]);
    expect(await move(south, incidentId, 'closed')).toMatchObject({ status: 'resolved' });
    expect(await move(north, incidentId, 'closed')).toMatchObject({ status: 'closed' });
  });

  it('can be closed by one commander alone, and says that it was', async () => {
    const { incidentId, channelId } = await north.openIncident('river');
    await move(north, incidentId, 'resolved');
    expect(await refusalOf(move(north, incidentId, 'closed', { alone: true }))).toBe('not_allowed');
    const commander = await officer('commander.south');
    expect(await move(commander, incidentId, 'closed', { alone: true })).toMatchObject({ status: 'closed' });
    const last = (await north.entriesOf(channelId, 'incident.status_changed')).at(-1);
    expect(last).toMatchObject({ by: { name: 'commander.south' }, payload: { alone: true } });
  });

  it('needs the agreement of both ends anew after it was reopened, and takes words again', async () => {
    const { incidentId, channelId } = await north.openIncident('river');
    await move(north, incidentId, 'resolved');
    await move(south, incidentId, 'closed');
    await move(north, incidentId, 'closed');
    await move(south, incidentId, 'open');
    expect((await north.read(incidentId)).incident).toMatchObject({
      ...{ status: 'open', closedAt: null, closureAgreedBy: [] },
    });
    await north.post(channelId, 'They are back');
    await move(north, incidentId, 'resolved');
    expect(await move(north, incidentId, 'closed')).toMatchObject({ status: 'resolved' });
    expect(await move(south, incidentId, 'closed')).toMatchObject({ status: 'closed' });
  });

  it('takes no message, alert or amendment once it is closed, and still private notes', async () => {
    const { incidentId, channelId } = await closed();
    expect(await refusalOf(north.post(channelId, 'One more'))).toBe('incident_closed');
    expect(await refusalOf(north.raise(incidentId))).toBe('incident_closed');
    expect(await refusalOf(amend(north, incidentId, { subjects: 1 }))).toBe('incident_closed');
    for (const to of ['in_progress', 'resolved', 'closed'] as const)
      expect(await refusalOf(move(north, incidentId, to))).toBe('status_change_invalid');
    await south.send('note.write', { incidentId, text: 'Learn from it', lang: 'en' });
    expect(await south.entriesOf(await sideOf(south, incidentId), 'note.written')).toHaveLength(1);
  });

  it('cannot be closed over an alert that nobody has answered, not even by a commander', async () => {
    const { incidentId } = await north.openIncident('river');
    const { alertId } = await north.raise(incidentId);
    await move(south, incidentId, 'resolved');
    const commander = await officer('commander.south');
    expect(await refusalOf(move(south, incidentId, 'closed'))).toBe('alerts_open');
    expect(await refusalOf(move(commander, incidentId, 'closed', { alone: true }))).toBe('alerts_open');
    const { escalation } = await south.alert(incidentId);
    for (const turn of [1, 2, 3, 4])
      await south.send('escalation.escalate_now', { escalationId: escalation.id, turn });
    expect((await south.alert(incidentId)).escalation.state).toBe('exhausted');
    expect(await refusalOf(move(commander, incidentId, 'closed', { alone: true }))).toBe('alerts_open');
    await south.send('alert.acknowledge', { alertId, grade: 'accepted' });
    await move(commander, incidentId, 'closed', { alone: true });
  });

  it('calls nobody once it is closed, whatever an alert in it was still waiting for', async () => {
    const { incidentId, channelId } = await north.openIncident('river');
    const { alertId } = await north.raise(incidentId);
    await south.send('alert.acknowledge', { alertId, grade: 'received' });
    await move(south, incidentId, 'resolved');
    const commander = await officer('commander.south');
    await move(commander, incidentId, 'closed', { alone: true });
    expect((await north.alert(incidentId)).escalation).toMatchObject({ waitingFor: null, dueAt: null });

    const { escalation } = await north.alert(incidentId);
    const escalationId = escalation.id;
    for (const late of [
      () => south.send('alert.acknowledge', { alertId, grade: 'accepted' }),
      () => commander.send('escalation.take_over', { escalationId }),
      () => north.send('alert.withdraw', { alertId, reason: 'Too late' }),
    ])
      expect(await refusalOf(late())).toBe('incident_closed');
    const press = south.send('escalation.escalate_now', { escalationId, turn: escalation.turn });
    expect(await refusalOf(press)).toBe('escalation_not_running');
    await advance(2 * hour);
    const last = (await north.entries(channelId)).at(-1);
    expect(last).toMatchObject({ kind: 'incident.status_changed', payload: { to: 'closed' } });

    await move(south, incidentId, 'open');
    expect((await south.send('alert.acknowledge', { alertId, grade: 'accepted' })).counts).toBe(true);
  });

  it('is numbered by its line and year, without a gap, however many are opened at once', async () => {
    const before = (await north.openIncident('river')).number;
    const opened = await Promise.all(
      [north, south, north, south, north, south].map((one) => one.openIncident('river')),
    );
    const running = (number: string) => Number(number.slice(-4));
    expect(opened.map(({ number }) => running(number)).sort((one, two) => one - two)).toEqual(
      opened.map((_one, index) => running(before) + 1 + index),
    );
    for (const { number } of [...opened, await north.openIncident('river')])
      expect(number.slice(0, -4)).toBe(before.slice(0, -4));
    expect((await north.openIncident('ridge')).number).toBe(
      before.replace(/RIVER-(\d{4}).*/, 'RIDGE-$1-0001'),
    );
  });

  it('takes no number away when it is refused', async () => {
    const before = await north.openIncident('river');
    await refusalOf((await officer('observer.north')).openIncident('river'));
    const after = await north.openIncident('river');
    expect(Number(after.number.slice(-4))).toBe(Number(before.number.slice(-4)) + 1);
  });

  it('begins a new count with the year at the line’s domestic end, whichever end stands first', async () => {
    const admin = await officer('admin.home');
    const away = { code: 'isles', name: { en: 'Isles' } };
    await admin.send('organisation.set', {
      ...{ ...away, kind: 'counterpart', country: 'KI', language: 'en', timeZone: 'Pacific/Kiritimati' },
    });
    await admin.send('station.set', {
      ...{ ...away, organisationCode: 'isles', parentCode: null, kind: 'post' },
    });
    const line = { code: 'sea', kind: 'cross_border' as const, name: { en: 'Sea' } };
    await admin.send('line.set', { ...line, endCodes: ['isles', 'north'] });

    const { serverTime } = await north.send('escalation.queue', {});
    const now = Date.parse(serverTime);
    const year = new Date(now).getUTCFullYear();
    // Noon of the last day in UTC: the year has turned on the isles and not at home; at 17:00 it turns at home.
    await advance(Date.UTC(year, 11, 31, 12) - now);
    expect((await north.openIncident('sea')).number).toBe(`SEA-${year}-0001`);
    await advance(5 * hour + minute);
    expect((await north.openIncident('sea')).number).toBe(`SEA-${year + 1}-0001`);
    expect((await north.openIncident('river')).number).toBe(`RIVER-${year + 1}-0001`);
  });

  it('is numbered by the year of its own opening, also where that is later than the clock', async () => {
    const { channelId } = await north.line('ridge');
    const { serverTime } = await north.send('escalation.queue', {});
    const year = new Date(serverTime).getUTCFullYear() + 1;
    // The clock was set back after the last word: nothing on a channel is earlier than what stands before it.
    const lastAt = `${year}-06-01T00:00:00.000Z`;
    const { db } = node().application;
    await db.updateTable('channels').set({ last_at: lastAt }).where('id', '=', channelId).execute();
    const { incidentId, number } = await north.openIncident('ridge');
    expect((await north.read(incidentId)).incident.openedAt).toBe(lastAt);
    expect(number).toBe(`RIDGE-${year}-0001`);
  });
});
