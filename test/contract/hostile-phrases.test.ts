// A coded phrase is taken exactly or not at all: an unknown code, a slot too many, too few or of another kind, a text
// that deceives. Each is refused with a code that points at the slot, and nothing is changed.
import { describe, expect, it } from 'vitest';
import type { OutputOf } from '../../shared/commands.ts';
import { newId } from '../../shared/ids.ts';
import { codeOf } from '../support/raw-officer.ts';
import { north, opened, openTarget, refusedWith, say, south, unharmed } from './refusals/target.ts';

openTarget();

const at = '2026-11-21T14:05:00.000Z';
const post = (phrase: unknown, more: object = {}) => ({ channelId: opened.channelId, phrase, ...more });
const patrol = (slots: object, more: object = {}) =>
  post({ code: 'request.joint_patrol', slots: { marker: '257/3', at, ...slots } }, more);

/** Where the refusal points. */
async function pathsOf(input: unknown): Promise<string[]> {
  const { reply } = await north.ask('message.post', input);
  if (reply.ok) throw new Error('it was taken');
  expect(reply.error.code).toBe('invalid_input');
  return (reply.error.details.issues ?? []).map(({ path }) => path);
}

describe('A phrase', () => {
  const wrong: [string, () => unknown, string][] = [
    ['with a code that no book has', () => post({ code: 'request.surrender', slots: {} }), 'phrase.code'],
    ['with a code of the prototype', () => post({ code: '__proto__', slots: {} }), 'phrase.code'],
    [
      'with the code of another phrase’s slots',
      () => post({ code: 'request.talks', slots: { marker: '1', at } }),
      'phrase.slots.place',
    ],
    ['without its slots', () => post({ code: 'request.joint_patrol' }), 'phrase.slots'],
    [
      'with a slot missing',
      () => post({ code: 'request.joint_patrol', slots: { marker: '257' } }),
      'phrase.slots.at',
    ],
    ['with a slot too many', () => patrol({ place: 'here' }), 'phrase.slots'],
    ['with a slot named as JavaScript’s own', () => patrol({ constructor: 'x' }), 'phrase.slots'],
    ['with a number where a text belongs', () => patrol({ marker: 257 }), 'phrase.slots.marker'],
    ['with an empty text', () => patrol({ marker: '  ' }), 'phrase.slots.marker'],
    ['with a text that is too long', () => patrol({ marker: '2'.repeat(41) }), 'phrase.slots.marker'],
    ['with a text of two lines', () => patrol({ marker: '257\n258' }), 'phrase.slots.marker'],
    ['with a direction override', () => patrol({ marker: '\u202e752' }), 'phrase.slots.marker'],
    ['with a direction isolate', () => patrol({ marker: '257\u2066' }), 'phrase.slots.marker'],
    ['with an escape of a terminal', () => patrol({ marker: '\u001b[2J' }), 'phrase.slots.marker'],
    ['with a time that has no zone', () => patrol({ at: '2026-11-21T14:05:00' }), 'phrase.slots.at'],
    ['with a time that is no time', () => patrol({ at: 'tomorrow' }), 'phrase.slots.at'],
    ['with a list for a value', () => patrol({ at: [at] }), 'phrase.slots.at'],
    ['with null for a value', () => patrol({ marker: null }), 'phrase.slots.marker'],
    [
      'with a count below nothing',
      () => post({ code: 'warning.epidemic_sign', slots: { count: -1, place: 'x' } }),
      'phrase.slots.count',
    ],
    [
      'with a broken count',
      () => post({ code: 'warning.epidemic_sign', slots: { count: 1.5, place: 'x' } }),
      'phrase.slots.count',
    ],
    [
      'with a count in words',
      () => post({ code: 'warning.epidemic_sign', slots: { count: '3', place: 'x' } }),
      'phrase.slots.count',
    ],
    [
      'with a duration of eight days',
      () => post({ code: 'reply.stand_by', slots: { duration: 691_200_000 } }),
      'phrase.slots.duration',
    ],
    [
      'with a value that the book does not know',
      () =>
        post({
          code: 'information.vehicles_moving',
          slots: { count: 1, vehicle: 'tank', place: 'x', direction: 'north' },
        }),
      'phrase.slots.vehicle',
    ],
    [
      'with “other” and no reason',
      () => post({ code: 'reply.cannot_because', slots: { reference: 1, reason: { code: 'other' } } }),
      'phrase.slots.reason.text',
    ],
    [
      'with more in a reason than it holds',
      () =>
        post({
          code: 'reply.cannot_because',
          slots: { reference: 1, reason: { code: 'weather', by: 'me' } },
        }),
      'phrase.slots.reason',
    ],
    ['with a marker of its own choosing', () => patrol({}, { marker: 'warning' }), ''],
    ['with a text beside it', () => patrol({}, { text: 'x', lang: 'en', marker: 'request' }), ''],
    ['with a text in a language beside it', () => patrol({}, { lang: 'km' }), ''],
    [
      'with a sentence of its own',
      () => post({ code: 'reply.thanks', slots: {}, text: 'Surrender' }),
      'phrase',
    ],
    ['that is no object', () => post('request.joint_patrol'), 'phrase'],
  ];
  it.each(wrong)('%s is refused, and the refusal points at it', async (_what, input, path) => {
    await unharmed(async () => {
      expect(await pathsOf(input())).toContain(path);
    });
  });

  it('is refused in a private note: what is private is not coded for the other side', async () => {
    await unharmed(() =>
      refusedWith('invalid_input', 'note.write', {
        incidentId: opened.incidentId,
        phrase: { code: 'reply.thanks', slots: {} },
      }),
    );
  });

  it('is refused over HTTP as over the socket', async () => {
    await unharmed(() =>
      refusedWith('invalid_input', 'message.post', post({ code: 'reply.thanks', slots: { at } })),
    );
  });

  it('that is taken stands on the record as code and values, the same for both sides', async () => {
    const { seq } = await north.get<{ seq: number }>(
      'message.post',
      patrol({ marker: ' 257/3 ', at: '2026-11-21T21:05:00+07:00' }),
    );
    for (const reader of [north, south]) {
      const { entries } = await reader.get<OutputOf<'channel.entries'>>('channel.entries', {
        channelId: opened.channelId,
        afterSeq: seq - 1,
      });
      expect(entries.at(0)?.payload).toEqual({
        phrase: { code: 'request.joint_patrol', slots: { marker: '257/3', at } },
        marker: 'request',
      });
    }
  });

  it('sent again with the same key but another value is another command', async () => {
    const key = newId();
    const first = await north.get('message.post', patrol({}), key);
    // The same moment, written in another zone.
    expect(await north.get('message.post', patrol({ at: '2026-11-21T21:05:00+07:00' }), key)).toEqual(first);
    for (const other of [patrol({ marker: '258' }), say('Nothing else')])
      expect(codeOf(await north.ask('message.post', other, key))).toBe('key_reused');
  });
});
