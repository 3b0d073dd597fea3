// Story: an officer finds a case by any field of it: when and where it happened, who opened it, what came of it, its alerts.
import { beforeAll, describe, expect, it } from 'vitest';
import { contracts, type InputOf } from '../../shared/commands.ts';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { hour, openScene } from '../support/scene.ts';

type Filter = InputOf<'incident.list'>;
type Found = readonly string[];

describe('Looking for cases by any field', () => {
  const { onWatch, officer, advance, now, node } = openScene();
  let north: TestOfficer;
  let south: TestOfficer;
  let river: Awaited<ReturnType<TestOfficer['line']>>;
  const ids = new Map<string, string>();

  const idOf = (title: string) => ids.get(title) ?? '';
  /** By both roads, which must agree. */
  const find = async (one: TestOfficer, filter: Filter): Promise<Found> => {
    const { incidents } = await one.send('incident.list', filter);
    const { groups } = await one.send('record.search', filter);
    const titles = incidents.map(({ title }) => title);
    expect(groups.map(({ incident }) => incident?.title)).toEqual(titles);
    return titles.sort();
  };
  const open = async (one: TestOfficer, title: string, more: Partial<InputOf<'incident.open'>> = {}) => {
    ids.set(title, (await one.openIncident('river', { title, ...more })).incidentId);
  };
  const place = (more: NonNullable<InputOf<'incident.open'>['place']>) => ({ place: more });
  const move = (one: TestOfficer, title: string, to: 'resolved' | 'closed' | 'open', alone = false) =>
    one.send('incident.change_status', { incidentId: idOf(title), to, reason: 'Settled', alone });

  beforeAll(async () => {
    [north, south] = await onWatch('duty.north', 'duty.south');
    river = await north.line('river');
    const at = { marker: 'Mốc 741/2', latitude: 11.0, longitude: 105.0, description: 'Bến đò Cây Đa' };
    await open(north, 'Fishing', { ...place(at), subjects: 5, occurredAt: '2026-03-01T02:00:00Z' });
    await open(south, 'Cattle', {
      ...place({ marker: 'បង្គោល ៧៤១', description: 'វាលស្រែ' }),
      ...{ subjects: 0, category: 'grazing' },
    });
    await open(north, 'Smoke', place({ marker: '7412', latitude: 11.03, longitude: 105.0 }));
    await open(north, 'Drill', { capStatus: 'Exercise', severity: 'Severe' });
    await advance(hour);
    await north.openIncident('ridge', { title: 'Goats', subjects: 5 });
  });

  it('by the number of subjects, at least and at most, and by whether they were counted', async () => {
    expect(await find(north, { subjectsAtLeast: 1 })).toEqual(['Fishing', 'Goats']);
    expect(await find(north, { subjectsAtMost: 4 })).toEqual(['Cattle']);
    expect(await find(north, { subjectsAtLeast: 5, subjectsAtMost: 5, lineId: river.id })).toEqual([
      'Fishing',
    ]);
    expect(await find(north, { counted: false })).toEqual(['Drill', 'Smoke']);
    expect(await find(south, { counted: true })).toEqual(['Cattle', 'Fishing']);
  });

  it('by its marker as a whole number in any digits, and by words on the place in any writing', async () => {
    for (const marker of ['741', '៧៤១', '໗໔໑'])
      expect(await find(north, { marker }), marker).toEqual(['Cattle', 'Fishing']);
    expect(await find(north, { marker: '741/2' })).toEqual(['Fishing']);
    expect(await find(north, { marker: '74' })).toEqual([]);
    expect(await find(north, { place: 'ben do cay da' })).toEqual(['Fishing']);
    expect(await find(north, { place: 'វាល' })).toEqual(['Cattle']);
  });

  it('by what lies around a point, and nothing without coordinates does', async () => {
    const near = (withinKm: number) => ({ near: { latitude: 11.0, longitude: 105.01, withinKm } });
    expect(await find(north, near(1))).toEqual([]);
    expect(await find(north, near(2))).toEqual(['Fishing']);
    expect(await find(north, near(5))).toEqual(['Fishing', 'Smoke']);
    expect(await find(north, { near: { latitude: 11, longitude: -75, withinKm: 500 } })).toEqual([]);
    // Across the line of the date it is but a few kilometres.
    await open(north, 'Far east', place({ latitude: 0, longitude: 179.99 }));
    expect(await find(north, { near: { latitude: 0, longitude: -179.99, withinKm: 3 } })).toEqual([
      'Far east',
    ]);
  });

  it('by when it happened, which is not when it was opened', async () => {
    const march = { occurredFrom: '2026-03-01T00:00:00Z', occurredBefore: '2026-03-02T00:00:00Z' };
    expect(await find(south, march)).toEqual(['Fishing']);
    expect(await find(south, { openedBefore: '2026-03-02T00:00:00Z' })).toEqual([]);
  });

  it('by its number or how that begins, and by the agreement of its line', async () => {
    const { number } = (await north.read(idOf('Fishing'))).incident;
    expect(await find(south, { number: number.toLowerCase() })).toEqual(['Fishing']);
    expect(await find(north, { number: 'RIDGE-' })).toEqual(['Goats']);
    expect(await find(north, { number: 'R%' })).toEqual([]);
    expect(await find(north, { agreement: 'regulation', subjectsAtLeast: 5 })).toEqual(['Fishing']);
    expect(await find(north, { agreement: 'treaty' })).toEqual([]);
  });

  it('by the end that opened it', async () => {
    const [ours, theirs] = river.ends;
    expect(await find(south, { openedByEndId: theirs?.endId ?? '' })).toEqual(['Cattle']);
    expect(await find(south, { openedByEndId: ours?.endId ?? '', capStatus: 'Exercise' })).toEqual(['Drill']);
  });

  it('by what came of it, with or without accents', async () => {
    const changes = { outcome: 'Đã bàn giao 5 đối tượng', subjects: 5 };
    await north.send('incident.amend', { incidentId: idOf('Fishing'), changes });
    expect(await find(south, { outcome: 'ban giao' })).toEqual(['Fishing']);
    expect(await find(south, { outcome: 'bàn giao 6' })).toEqual([]);
  });

  it('by its alerts: none, unanswered, unanswered by us, exhausted, answered, withdrawn', async () => {
    await north.raise(idOf('Smoke'));
    await south.raise(idOf('Cattle'));
    const { alertId } = await north.raise(idOf('Drill'));
    await north.send('alert.withdraw', { alertId, reason: 'Practised' });
    expect(await find(north, { alerts: 'any', lineId: river.id })).toEqual(['Cattle', 'Drill', 'Smoke']);
    expect(await find(north, { alerts: 'none', lineId: river.id })).toEqual(['Far east', 'Fishing']);
    expect(await find(north, { alerts: 'withdrawn' })).toEqual(['Drill']);
    expect(await find(north, { alerts: 'unanswered' })).toEqual(['Cattle', 'Smoke']);
    expect(await find(north, { alerts: 'unanswered_by_us' })).toEqual(['Cattle']);
    expect(await find(south, { alerts: 'unanswered_by_us' })).toEqual(['Smoke']);
    const { escalation } = await south.alert(idOf('Smoke'));
    const { alertId: smoke, endId } = escalation;
    await south.send('alert.acknowledge', { alertId: smoke, endId, grade: 'accepted' });
    expect(await find(north, { alerts: 'answered' })).toEqual(['Smoke']);
    for (let step = 0; step < 12; step += 1) await advance(10 * 60_000);
    expect(await find(north, { alerts: 'exhausted' })).toContain('Cattle');
    expect(await find(await officer('commander.home'), { alerts: 'exhausted' })).toContain('Cattle');
    const running = (await north.read(idOf('Cattle'))).alerts.map((one) => one.id);
    for (const one of running) await north.send('alert.acknowledge', { alertId: one, grade: 'accepted' });
  });

  it('by how its closure stands: agreed by nobody, waiting for us or for them, joint, alone', async () => {
    const from = new Date(now()).toISOString();
    await move(north, 'Fishing', 'resolved');
    expect(await find(north, { closure: 'nobody_agreed' })).toEqual(['Fishing']);
    await move(north, 'Fishing', 'closed');
    expect(await find(north, { closure: 'waits_for_them' })).toEqual(['Fishing']);
    expect(await find(north, { closure: 'waits_for_us' })).toEqual([]);
    expect(await find(south, { closure: 'waits_for_us' })).toEqual(['Fishing']);
    expect(await find(south, { closure: 'waits_for_them' })).toEqual([]);
    await move(south, 'Fishing', 'closed');
    await move(north, 'Cattle', 'resolved');
    const commander = await officer('commander.south');
    // One who had agreed before and then closes alone has still closed alone.
    await move(south, 'Cattle', 'closed');
    await move(commander, 'Cattle', 'closed', true);
    expect(await find(north, { closure: 'joint' })).toEqual(['Fishing']);
    expect(await find(north, { closure: 'alone' })).toEqual(['Cattle']);
    expect(await find(north, { closedFrom: from })).toEqual(['Cattle', 'Fishing']);
    expect(await find(north, { closedBefore: from })).toEqual([]);
    await move(north, 'Cattle', 'open');
    expect(await find(north, { closure: 'alone' })).toEqual([]);
  });

  it('takes what the database takes for signs as the signs they are', async () => {
    for (const text of [
      '%',
      '_',
      '％',
      '＿',
      '＼',
      '\\',
      "'; drop table incidents --",
      '[',
      '(?:',
      '.*',
      '🚤',
    ])
      for (const field of ['text', 'outcome', 'place', 'marker', 'agreement', 'number'] as const) {
        const { incidents } = await north.send('incident.list', { [field]: text });
        expect([field, text, incidents.map(({ title }) => title)]).toEqual([field, text, []]);
      }
  });

  it('answers the other end byte for byte the same whatever is noted in private', async () => {
    const asked: Filter[] = [
      ...contracts['incident.list'].input.shape.alerts.unwrap().options.map((alerts) => ({ alerts })),
      ...contracts['incident.list'].input.shape.closure.unwrap().options.map((closure) => ({ closure })),
      ...[{ outcome: 'ban giao' }, { place: 'cay da' }, { marker: '741' }, { counted: true }],
    ];
    const ask = async () =>
      JSON.stringify(await Promise.all(asked.map((filter) => south.send('record.search', filter))));
    await node().application.index();
    const before = await ask();
    for (const title of ['Smoke', 'Drill'])
      await north.send('note.write', {
        ...{ incidentId: idOf(title), text: 'bàn giao ở cây đa, mốc 741', lang: 'vi' },
      });
    expect(await ask()).toBe(before);
    await node().application.index();
    expect(await ask()).toBe(before);
  });

  it('refuses conditions that make no sense', async () => {
    const wrong: Record<string, unknown>[] = [
      { near: { latitude: 91, longitude: 0 } },
      { near: { latitude: 1, longitude: 0, withinKm: 501 } },
      { near: { latitude: 1 } },
      { subjectsAtLeast: -1 },
      { subjectsAtMost: 1.5 },
      { alerts: 'constructor' },
      { closure: '' },
      { openedByEndId: 'north' },
      { occurredFrom: 'yesterday' },
      { marker: '\u202e741' },
      { outcome: 'x'.repeat(241) },
      { status: Array(5).fill('open') },
    ];
    for (const filter of wrong) {
      expect([filter, await refusalOf(north.send('incident.list', filter as Filter))]).toEqual([
        filter,
        'invalid_input',
      ]);
      expect(await refusalOf(north.send('record.search', filter as Filter))).toBe('invalid_input');
    }
  });
});
