/** How the watch passes from one officer to the next. */
import { describe, expect, test } from 'vitest';
import {
  acceptWatch,
  type Candidate,
  foldWatch,
  mayHoldWatch,
  noOpenItems,
  offerWatch,
  relieveWatch,
  silentPeriods,
  takeWatch,
  type WatchState,
  watchPeriod,
} from '../../server/watch/domain.ts';
import type { Draft, Entry } from '../../shared/entry.ts';
import { type Role, role } from '../../shared/nouns/officer.ts';

const officer = (officerId: string) => ({ officerId, name: officerId });
const candidate = (officerId: string, held: Role = 'duty_officer'): Candidate => ({
  ...officer(officerId),
  role: held,
});
const unmanned: WatchState = {
  stationId: 'post',
  stationCode: 'post',
  stationName: { en: 'Post' },
  holder: null,
  since: null,
  offeredTo: null,
};
const candidates = [candidate('an'), candidate('binh', 'commander')];
const openItems = [
  { kind: 'incident' as const, incidentId: 'case', alertId: null, number: 'POST-2026-0001', title: 'Nets' },
];
const relief = { candidates, openItems, moreItems: 0 };
const refused = (code: string) => expect.objectContaining({ code });

let seq = 0;
function folded(watch: WatchState, draft: Draft | null): WatchState {
  if (!draft) return watch;
  seq += 1;
  const at = `2026-11-21T00:00:${String(seq % 60).padStart(2, '0')}.000Z`;
  return foldWatch(watch, [{ ...draft, seq, id: `entry-${seq}`, at, by: null } as Entry]);
}
const manned = folded(unmanned, takeWatch(unmanned, officer('an')));
const offered = folded(manned, offerWatch(manned, relief, 'an', { toOfficerId: 'binh', note: null }));

describe('the watch', () => {
  test('is held by those who answer, never by an observer or an admin', () => {
    expect(role.options.filter(mayHoldWatch)).toEqual(['duty_officer', 'commander', 'liaison']);
  });

  test('is taken when nobody holds it', () => {
    expect(manned).toMatchObject({ holder: officer('an'), since: expect.any(String), offeredTo: null });
  });

  test('is not taken from somebody; taken twice by the same officer it is taken once', () => {
    expect(() => takeWatch(manned, officer('binh'))).toThrowError(refused('watch_held'));
    expect(takeWatch(manned, officer('an'))).toBeNull();
  });

  test('is offered with its open items and stays with the officer until the other accepts', () => {
    expect(offered).toMatchObject({ holder: officer('an'), offeredTo: officer('binh') });
    const accepted = acceptWatch(offered, noOpenItems, 'binh', []);
    expect(accepted).toMatchObject({
      kind: 'watch.handed_over',
      payload: { from: officer('an'), openItems: [] },
    });
    expect(folded(offered, accepted)).toMatchObject({ holder: officer('binh'), offeredTo: null });
  });

  test('is offered only by its holder, to another officer of the station', () => {
    const to = (toOfficerId: string) => ({ toOfficerId, note: null });
    expect(() => offerWatch(unmanned, relief, 'an', to('binh'))).toThrowError(refused('watch_unmanned'));
    expect(() => offerWatch(manned, relief, 'binh', to('an'))).toThrowError(refused('watch_not_held'));
    expect(() => offerWatch(manned, relief, 'an', to('an'))).toThrowError(refused('reference_unknown'));
    expect(() => offerWatch(manned, relief, 'an', to('stranger'))).toThrowError(refused('reference_unknown'));
  });

  test('is accepted only by the officer it is offered to', () => {
    expect(() => acceptWatch(manned, noOpenItems, 'binh', [])).toThrowError(refused('watch_not_offered'));
    expect(() => acceptWatch(offered, noOpenItems, 'chi', [])).toThrowError(refused('watch_not_offered'));
  });

  test('is accepted with every open item as it is now, or not at all', () => {
    const item = { kind: 'alert', incidentId: 'i', alertId: 'a', number: 'N-1', title: 'Boats' } as const;
    const now = [
      { ...item, state: 'exhausted' as const },
      { ...item, kind: 'incident' as const, alertId: null, state: 'open' as const },
    ];
    const accept = (items: Parameters<typeof acceptWatch>[3]) =>
      acceptWatch(offered, { openItems: now, moreItems: 3 }, 'binh', items);
    expect(() => accept([])).toThrowError(refused('open_items_changed'));
    expect(() => accept(now.slice(0, 1))).toThrowError(refused('open_items_changed'));
    expect(() => accept([{ ...item, state: 'running' }, ...now.slice(1)])).toThrowError(
      refused('open_items_changed'),
    );
    const gone = { ...item, alertId: 'b', state: 'running' as const };
    expect(accept([...now, gone])).toMatchObject({ payload: { openItems: now, moreItems: 3 } });
  });

  test('is relieved to another officer or to nobody, with the reason and the open items', () => {
    const toNobody = relieveWatch(offered, relief, { toOfficerId: null, reason: 'ill' });
    expect(toNobody).toMatchObject({ payload: { from: officer('an'), to: null, reason: 'ill', openItems } });
    expect(folded(offered, toNobody)).toMatchObject({
      holder: null,
      offeredTo: null,
      since: expect.any(String),
    });
    const toBinh = relieveWatch(manned, relief, { toOfficerId: 'binh', reason: 'ill' });
    expect(folded(manned, toBinh)).toMatchObject({ holder: officer('binh') });
  });

  test('is not relieved when nobody holds it, nor to its holder or a stranger', () => {
    const to = (toOfficerId: string | null) => ({ toOfficerId, reason: 'ill' });
    expect(() => relieveWatch(unmanned, relief, to(null))).toThrowError(refused('watch_unmanned'));
    expect(() => relieveWatch(manned, relief, to('an'))).toThrowError(refused('watch_held'));
    expect(() => relieveWatch(manned, relief, to('stranger'))).toThrowError(refused('reference_unknown'));
  });
});

describe('The period of a watch', () => {
  const at = (hour: number) => `2026-11-21T${String(hour).padStart(2, '0')}:00:00.000Z`;
  const changes = [
    { at: at(18), to: officer('chi') },
    { at: at(14), to: null },
    { at: at(9), to: officer('binh') },
    { at: at(6), to: officer('an') },
  ];

  test('that lasts begins with its taking and has no end', () => {
    expect(watchPeriod(changes, 'present')).toEqual({ officer: officer('chi'), from: at(18), until: null });
    expect(watchPeriod(changes.slice(1), 'present')).toBeNull();
    expect(watchPeriod([], 'present')).toBeNull();
  });

  test('that was the last ends when the next change came, also when nobody followed', () => {
    const last = { officer: officer('binh'), from: at(9), until: at(14) };
    expect(watchPeriod(changes, 'last')).toEqual(last);
    expect(watchPeriod(changes.slice(1), 'last')).toEqual(last);
    expect(watchPeriod(changes.slice(2), 'last')).toEqual({
      officer: officer('an'),
      from: at(6),
      until: at(9),
    });
    expect(watchPeriod(changes.slice(3), 'last')).toBeNull();
  });

  test('has its silent times between what was seen, within the watch and no longer than it', () => {
    const seen = [
      { sound: 'off' as const, since: at(8) },
      { sound: 'away' as const, since: at(10) },
      { sound: 'on' as const, since: at(11) },
      { sound: 'off' as const, since: at(13) },
    ];
    const first = [
      { sound: 'off', from: at(9), until: at(10) },
      { sound: 'away', from: at(10), until: at(11) },
    ];
    const period = { from: at(9), until: at(14) };
    expect(silentPeriods(seen, period)).toEqual([...first, { sound: 'off', from: at(13), until: at(14) }]);
    expect(silentPeriods(seen, { ...period, until: null })).toEqual([
      ...first,
      { sound: 'off', from: at(13), until: null },
    ]);
    expect(silentPeriods([], period)).toEqual([]);
  });
});
