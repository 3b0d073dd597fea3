// Story: an officer finds cases and words again: in every language, in stable pages, and never a word that is not his to read.
import { beforeAll, describe, expect, it } from 'vitest';
import type { InputOf, OutputOf } from '../../shared/commands.ts';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';

type Input = InputOf<'record.search'>;
type Page = OutputOf<'record.search'>;

describe('Searching the record', () => {
  const { onWatch, officer, node, advance } = openScene();
  let north: TestOfficer;
  let south: TestOfficer;
  let river: Awaited<ReturnType<TestOfficer['line']>>;
  const cases = new Map<string, string>();

  const search = (one: TestOfficer, input: Input) => one.send('record.search', input);
  const titles = async (one: TestOfficer, input: Input) =>
    (await search(one, input)).groups.map(({ incident }) => incident?.title ?? 'line');
  const found = async (one: TestOfficer, text: string) =>
    (await search(one, { text })).groups.flatMap(({ hits }) =>
      hits.map((hit) => ({ ...hit, marked: hit.spans.map(({ from, to }) => hit.text.slice(from, to)) })),
    );

  const open = async (title: string, more: Partial<InputOf<'incident.open'>> = {}, line = 'river') => {
    const opened = await north.openIncident(line, { title, ...more });
    cases.set(title, opened.incidentId);
    return opened;
  };

  beforeAll(async () => {
    [north, south] = await onWatch('duty.north', 'duty.south');
    river = await north.line('river');
    const boats = await open('Thuyền lạ trên sông', {
      place: { marker: '741/2', latitude: null, longitude: null, description: 'Bến đò Cây Đa' },
      category: 'drugs',
    });
    await north.send('message.post', {
      ...{
        channelId: boats.channelId,
        marker: 'information',
        lang: 'vi',
        text: 'Đã thấy đường mòn qua biên giới',
      },
    });
    await south.send('message.post', {
      ...{ channelId: boats.channelId, marker: 'answer', lang: 'km', text: 'មានភ្លើងឆេះនៅព្រំដែន ៧៤១' },
    });
    await south.send('message.post', {
      ...{ channelId: boats.channelId, marker: 'answer', lang: 'lo', text: 'ພົບເຫັນໄຟໄໝ້ໃກ້ຊາຍແດນ' },
    });
    await south.send('message.post', {
      ...{ channelId: boats.channelId, marker: 'answer', lang: 'zh', text: '界碑附近发生火灾' },
    });
    await advance(1_000);
    await open('Drill at night', { capStatus: 'Exercise', severity: 'Minor' });
    await open('Goats on the slope', {}, 'ridge');
    await north.post(river.channelId, 'Kiểm tra đường dây');
    await node().application.index();
  });

  it('finds a case by every field it is known by', async () => {
    const { number } = (await north.read(cases.get('Thuyền lạ trên sông') ?? '')).incident;
    for (const text of ['thuyen la', number, '741/2', 'cay da', 'duty.north thuyen', 'ma tuy', 'drugs'])
      expect(await titles(north, { text }), text).toContain('Thuyền lạ trên sông');
    expect(await titles(north, { capStatus: 'Exercise' })).toEqual(['Drill at night']);
    expect(await titles(north, { severity: 'Minor', text: 'drill' })).toEqual(['Drill at night']);
    expect(await titles(north, { category: 'drugs' })).toEqual(['Thuyền lạ trên sông']);
    expect(await titles(north, { lineId: river.id, status: ['open'] })).toHaveLength(2);
    const later = (await north.send('escalation.queue', {})).serverTime;
    expect(await titles(north, { openedFrom: later })).toEqual([]);
    expect(await titles(north, { openedBefore: later, text: 'goats' })).toEqual(['Goats on the slope']);
  });

  it('finds Vietnamese words typed without accents, and shows where they stand', async () => {
    const [hit] = await found(south, 'duong mon');
    expect(hit).toMatchObject({ field: 'text', lang: 'vi', marked: ['đường', 'mòn'], privateTo: null });
    const { entries } = await south.send('channel.entries', {
      ...{ channelId: hit?.channelId ?? '', afterSeq: (hit?.seq ?? 0) - 1, limit: 1 },
    });
    expect(entries[0]).toMatchObject({ seq: hit?.seq, kind: 'message.posted' });
  });

  it('finds Khmer, Lao and Chinese words, also one of a single letter, and digits of either writing', async () => {
    expect((await found(north, 'ភ្លើង'))[0]).toMatchObject({ lang: 'km', marked: ['ភ្លើង'] });
    expect((await found(north, 'ໄຟໄໝ້'))[0]).toMatchObject({ lang: 'lo', marked: ['ໄຟໄໝ້'] });
    expect((await found(north, '火灾'))[0]).toMatchObject({ lang: 'zh', marked: ['火灾'] });
    expect((await found(north, '火'))[0]).toMatchObject({ lang: 'zh', marked: ['火'] });
    expect((await found(north, '741')).flatMap(({ marked }) => marked)).toContain('៧៤១');
  });

  it('finds what was said as a phrase in whichever language it is sought', async () => {
    const { channelId } = await open('A radio check');
    const posted = await north.send('message.post', {
      ...{ channelId, phrase: { code: 'check.communications', slots: {} } },
    });
    await node().application.index();
    for (const text of ['communications check', 'kiem tra lien lac', '通信']) {
      const hits = (await found(south, text)).filter((hit) => hit.channelId === channelId);
      expect(
        hits.map(({ seq }) => seq),
        text,
      ).toEqual([posted.seq]);
    }
  });

  it('finds what was said on a line beside any case', async () => {
    const { groups } = await search(south, { text: 'kiem tra duong day' });
    expect(groups).toMatchObject([{ lineId: river.id, incident: null, hitCount: 1 }]);
  });

  it('keeps to the lines of the reader', async () => {
    expect(await titles(south, { text: 'goats' })).toEqual([]);
    expect(await titles(await officer('duty.west'), { text: 'thuyen' })).toEqual([]);
    expect(await titles(await officer('duty.west'), { text: 'goats' })).toEqual(['Goats on the slope']);
    expect(await titles(await officer('commander.home'), { text: 'goats' })).toEqual(['Goats on the slope']);
  });

  it('answers the other end byte for byte the same whether there are private notes or not', async () => {
    const asked: Input[] = [
      { text: 'mat ngu' },
      { text: 'thuyen' },
      { text: '火' },
      {},
      { text: '"canh giac"' },
    ];
    const ask = async () => JSON.stringify(await Promise.all(asked.map((input) => search(south, input))));
    await node().application.index();
    const before = await ask();
    const incidentId = cases.get('Thuyền lạ trên sông') ?? '';
    for (const text of ['Mật ngữ: thuyền của ta', '火灾 cảnh giác', 'Thuyền thuyền thuyền'])
      await north.send('note.write', { incidentId, text, lang: 'vi' });
    // Not indexed yet: the other end must not learn even that something waits.
    expect(await ask()).toBe(before);
    await node().application.index();
    expect(await ask()).toBe(before);

    const own = await found(north, 'mat ngu');
    const { station } = await north.client.me();
    expect(own).toMatchObject([{ privateTo: station.id, kind: 'note.written', marked: ['Mật', 'ngữ'] }]);
    expect(await found(await officer('commander.home'), 'mat ngu')).toHaveLength(1);
    expect(await found(await officer('commander.away'), 'mat ngu')).toEqual([]);
  });

  it('gives each case once, in pages that do not shift while new ones come', async () => {
    for (let number = 1; number <= 7; number += 1) await open(`Paging ${number}`);
    await node().application.index();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await search(south, { text: 'paging', limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.groups.map(({ incident }) => incident?.title ?? ''));
      cursor = page.nextCursor;
      await open(`Paging late ${seen.length}`);
      await node().application.index();
    } while (cursor);
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((number) => `Paging ${number}`));
  });

  it('shows the newest places of a case, tells how many there are, and all of them when asked for that case', async () => {
    const { incidentId, channelId } = await open('Many words');
    for (let number = 1; number <= 9; number += 1) await south.post(channelId, `Needle ${number}`);
    await node().application.index();
    const [group] = (await search(north, { text: 'needle' })).groups;
    expect(group).toMatchObject({ hitCount: 9 });
    expect(group?.hits.map(({ text }) => text)).toEqual(['Needle 9', 'Needle 8', 'Needle 7', 'Needle 6']);
    const [whole] = (await search(north, { text: 'needle', incidentId })).groups;
    expect(whole?.hits).toHaveLength(9);
    expect((await search(south, { incidentId: cases.get('Goats on the slope') ?? '' })).groups).toEqual([]);
  });

  it('takes signs of the database for what they are, and refuses what is too much', async () => {
    for (const text of ['%', '_', '\\', '%%', '"', "' or true --", '🚤'])
      expect(await titles(north, { text }), text).toEqual([]);
    expect(await titles(north, { text: 'th%' })).toContain('Thuyền lạ trên sông');
    expect(await titles(north, { text: 't_uyen' })).toEqual([]);
    expect(await refusalOf(search(north, { text: 'a'.repeat(241) }))).toBe('invalid_input');
    const words = Array.from({ length: 13 }, (_, index) => `word${index}`).join(' ');
    expect(await refusalOf(search(north, { text: words }))).toBe('invalid_input');
    expect(await refusalOf(search(north, { text: 'a', cursor: 'not-a-cursor' }))).toBe('invalid_input');
    expect(await refusalOf(search(north, { text: 'a', limit: 51 }))).toBe('invalid_input');
  });

  it('tells the reader while the newest words may be missing, and finds them by itself before long', async () => {
    const { channelId } = await open('Said just now');
    await south.post(channelId, 'Xylophone');
    const first = await search(north, { text: 'xylophone' });
    expect(first.groups.length === 1 || !first.complete).toBe(true);
    await node().application.index();
    expect(await search(north, { text: 'xylophone' })).toMatchObject({
      complete: true,
      groups: [{ hitCount: 1 }],
    });
  });
});
