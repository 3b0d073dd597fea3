// The transcript of what an officer was told: blind to chance, and to nothing else.
import { describe, expect, it } from 'vitest';
import type { EntryBatch } from '../../shared/entry.ts';
import { newId } from '../../shared/ids.ts';
import type { RawOfficer } from '../support/raw-officer.ts';
import { compose, isComplete } from '../support/transcript.ts';

type Pushed = RawOfficer['pushed'];
type Entry = EntryBatch['entries'][number];

const word = (seq: number, text: string): Entry => ({
  seq,
  id: newId(),
  kind: 'message.posted',
  at: '2040-03-01T08:00:00.000Z',
  by: null,
  payload: { text, lang: 'en', marker: 'information' },
});
const batch = (channelId: string, ...entries: Entry[]): Pushed[number] => ['entries', { channelId, entries }];
const headsOf = (channelId: string, headSeq: number): Pushed[number] => [
  'heads',
  { heads: [{ channelId, headSeq }] },
];

/** The same day with ids of its own each time: two channels, of which the officer asked in this order. */
function aDay() {
  const [river, ridge] = [newId(), newId()];
  const [first, second, third] = [word(1, 'one'), word(2, 'two'), word(1, 'three')];
  const answers = [`line.list {}`, JSON.stringify([river, ridge])];
  const pushed = [batch(river, first, second), batch(ridge, third), headsOf(river, 2), headsOf(ridge, 1)];
  return { river, ridge, first, second, third, answers, pushed, post: newId() };
}
const told = ({ answers, pushed, post }: { answers: string[]; pushed: Pushed; post: string }) =>
  compose(answers, pushed, new Set([post]));
const asUsual = told(aDay());

describe('The transcript of an officer', () => {
  it('is the same for two days that differ in ids alone', () => {
    expect(told(aDay())).toEqual(asUsual);
    expect(asUsual).toHaveLength(7);
  });

  it('does not depend on the order of channels, on how pushes are cut, or on what is said again', () => {
    const { river, ridge, first, second, third, answers, post } = aDay();
    const pushed: Pushed = [
      batch(ridge, third),
      headsOf(river, 1),
      batch(river, first),
      batch(river, second),
      headsOf(ridge, 1),
      batch(river, first, second),
      headsOf(river, 2),
      ['presence', { stationId: newId(), connected: true }],
      ['seats', { stationId: post }],
    ];
    expect(told({ answers, pushed, post })).toEqual(asUsual);
  });

  it('does not depend on the order of the fields of a pushed entry', () => {
    const day = aDay();
    const turned = Object.fromEntries(Object.entries(day.third).reverse()) as unknown as Entry;
    const pushed = day.pushed.with(1, batch(day.ridge, turned));
    expect(told({ ...day, pushed })).toEqual(asUsual);
  });

  it.each<[string, (day: ReturnType<typeof aDay>) => { answers?: string[]; pushed?: Pushed }]>([
    ['an answer', ({ answers }) => ({ answers: [...answers, '{}'] })],
    ['the order of an answer', ({ river, ridge }) => ({ answers: ['', JSON.stringify([ridge, river])] })],
    ['one more entry', ({ pushed, river }) => ({ pushed: [...pushed, batch(river, word(3, 'four'))] })],
    ['one entry less', ({ pushed }) => ({ pushed: pushed.slice(1) })],
    ['a gap', ({ pushed, ridge, third }) => ({ pushed: pushed.with(1, batch(ridge, { ...third, seq: 2 })) })],
    ['a head', ({ pushed, river }) => ({ pushed: [...pushed, headsOf(river, 3)] })],
    ['a channel never asked for', ({ pushed }) => ({ pushed: [...pushed, batch(newId(), word(1, 'x'))] })],
    ['a head of one never asked for', ({ pushed }) => ({ pushed: [...pushed, headsOf(newId(), 1)] })],
    [
      'that a station is gone',
      ({ pushed, post }) => ({ pushed: [...pushed, ['presence', { stationId: post, connected: false }]] }),
    ],
    [
      'a seat of the other side',
      ({ pushed }) => ({ pushed: [...pushed, ['seats', { stationId: newId() }]] }),
    ],
    ['an event nobody knows', ({ pushed }) => ({ pushed: [...pushed, ['typing', {}]] })],
    [
      'an instant',
      ({ pushed, ridge, third }) => ({
        pushed: pushed.with(1, batch(ridge, { ...third, at: '2040-03-01T08:00:00.001Z' })),
      }),
    ],
    [
      'a field more',
      ({ pushed, river }) => ({ pushed: [...pushed, ['entries', { channelId: river, entries: [], of: 1 }]] }),
    ],
  ])('shows %s', (_what, change) => {
    const day = aDay();
    expect(told({ ...day, ...change(day) })).not.toEqual(asUsual);
  });

  it('is complete when the last of every channel that was told of has been pushed', () => {
    const { pushed } = aDay();
    expect(isComplete(pushed)).toBe(true);
    expect(isComplete(pushed.slice(1))).toBe(false);
  });
});
