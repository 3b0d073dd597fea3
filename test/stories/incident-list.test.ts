// Story: an officer looks for a case: by line, status, category, severity, drill, words and period, page by page.
import { beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '../../shared/commands.ts';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { hour, openScene } from '../support/scene.ts';

type Filter = InputOf<'incident.list'>;

describe('The list of cases', () => {
  const { onWatch, officer, advance } = openScene();
  let north: TestOfficer;
  let south: TestOfficer;
  let noon: string;

  const list = (one: TestOfficer, filter: Filter = {}) => one.send('incident.list', filter);
  const titles = async (one: TestOfficer, filter: Filter = {}) =>
    (await list(one, filter)).incidents.map(({ title }) => title);

  beforeAll(async () => {
    [north, south] = await onWatch('duty.north', 'duty.south');
    const open = (line: string, more: Partial<InputOf<'incident.open'>>) => north.openIncident(line, more);
    await open('river', { title: 'Khai thác thủy sản trái phép', category: 'illegal_fishing' });
    const drugs = await open('river', { title: 'Ma túy 100% heroin', category: 'drugs', severity: 'Severe' });
    await open('river', { title: 'Drill at night', capStatus: 'Exercise', category: 'other' });
    await advance(hour);
    noon = (await north.send('escalation.queue', {})).serverTime;
    const goats = await open('ridge', { title: 'Goats on the slope', category: 'grazing' });
    await open('river', { title: 'Ánh đèn lạ trên sông', category: 'other', severity: 'Minor' });
    await north.send('incident.change_status', {
      ...{ incidentId: drugs.incidentId, to: 'in_progress', reason: 'Boat sent' },
    });
    await north.send('incident.change_status', {
      ...{ incidentId: goats.incidentId, to: 'resolved', reason: 'Driven back' },
    });
  });

  it('shows the cases of one’s own lines and no others, the newest first', async () => {
    const all = ['Ánh đèn lạ trên sông', 'Goats on the slope', 'Drill at night'];
    all.push('Ma túy 100% heroin', 'Khai thác thủy sản trái phép');
    expect(await titles(north)).toEqual(all);
    expect(await titles(south)).toEqual(all.filter((title) => title !== 'Goats on the slope'));
    expect(await titles(await officer('duty.west'))).toEqual(['Goats on the slope']);
    expect(await titles(await officer('observer.north'))).toEqual(all);
    expect(await titles(await officer('commander.home'))).toEqual(all);
  });

  it('is filtered by line, status, category, severity and drill, and by all of them at once', async () => {
    const { id: lineId } = await north.line('ridge');
    expect(await titles(north, { lineId })).toEqual(['Goats on the slope']);
    expect(await titles(south, { lineId })).toEqual([]);
    expect(await titles(north, { status: ['in_progress', 'resolved'] })).toEqual([
      ...['Goats on the slope', 'Ma túy 100% heroin'],
    ]);
    expect(await titles(north, { category: 'other' })).toEqual(['Ánh đèn lạ trên sông', 'Drill at night']);
    expect(await titles(north, { severity: 'Minor' })).toEqual(['Ánh đèn lạ trên sông']);
    expect(await titles(north, { capStatus: 'Exercise' })).toEqual(['Drill at night']);
    expect(await titles(north, { category: 'other', severity: 'Moderate', status: ['open'] })).toEqual([
      'Drill at night',
    ]);
    expect(await titles(north, { category: 'drugs', severity: 'Minor' })).toEqual([]);
  });

  it('finds words in a title with or without accents, in any case, and takes signs for signs', async () => {
    for (const text of ['thuy san', 'THỦY SẢN', 'trái PHEP'])
      expect(await titles(north, { text })).toEqual(['Khai thác thủy sản trái phép']);
    expect(await titles(north, { text: 'anh den' })).toEqual(['Ánh đèn lạ trên sông']);
    expect(await titles(north, { text: '100%' })).toEqual(['Ma túy 100% heroin']);
    for (const text of ['%', '_', '\\']) {
      const found = text === '%' ? ['Ma túy 100% heroin'] : [];
      expect(await titles(north, { text })).toEqual(found);
    }
  });

  it('is cut by period: from one time on, and before another', async () => {
    expect(await titles(north, { openedFrom: noon })).toEqual(['Ánh đèn lạ trên sông', 'Goats on the slope']);
    expect(await titles(north, { openedBefore: noon })).toHaveLength(3);
    expect(await titles(north, { openedFrom: noon, openedBefore: noon })).toEqual([]);
  });

  it('says of each case its line, what waits for the reader, and when it was last written to', async () => {
    const { incidentId } = await north.openIncident('river', { title: 'With an alert' });
    const { alertId } = await north.raise(incidentId);
    const [mine] = (await list(north)).incidents;
    const [theirs] = (await list(south)).incidents;
    expect(mine).toMatchObject({ id: incidentId, lineCode: 'river', waitingForMe: 0 });
    expect(theirs).toMatchObject({ id: incidentId, lineCode: 'river', waitingForMe: 1 });
    expect(theirs?.lastEntryAt).toBe((await south.entries(mine?.channelId ?? '')).at(-1)?.at);
    await south.send('alert.acknowledge', { alertId, grade: 'received' });
    expect((await list(south)).incidents[0]?.waitingForMe).toBe(0);
  });

  it('is read page by page without a double or a gap while new cases come in', async () => {
    for (let index = 0; index < 7; index += 1)
      await north.openIncident('ridge', { title: `Page ${index}`, category: 'grazing' });
    const before = (await list(north, { limit: 100 })).incidents.map(({ id }) => id);
    const read: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(north, {
        limit: 3,
        ...(cursor ? { cursor } : {}),
      });
      read.push(...page.incidents.map(({ id }) => id));
      expect(page.incidents.length).toBeLessThanOrEqual(3);
      cursor = page.nextCursor;
      await north.openIncident('river', { title: 'Came meanwhile' });
    } while (cursor);
    expect(read).toEqual(before);
  });

  it('ends with no cursor where a page is exactly full, and refuses a cursor that is none', async () => {
    const { incidents } = await list(north, { text: 'Page' });
    expect((await list(north, { text: 'Page', limit: incidents.length })).nextCursor).toBe(null);
    const forged = [Buffer.from('["now","x"]').toString('base64url'), 'x', "'; drop table incidents"];
    for (const cursor of forged) expect(await refusalOf(list(north, { cursor }))).toBe('invalid_input');
  });
});
