// The fields of a phrase at the console: what is typed becomes the values of the record, and comes back as it was typed.
import { describe, expect, test } from 'vitest';
import {
  draftOf,
  fieldsFor,
  readable,
  sameSlots,
  slotsFrom,
} from '../../client/console/screens/incident/phrase-slots.ts';
import { parsePhrase } from '../../shared/phrasebook/parse.ts';
import { phrases } from '../../shared/phrasebook/phrases.ts';

const zone = 'Asia/Ho_Chi_Minh';
const now = '2026-11-21T14:05:00.000Z';

describe('the fields of a phrase', () => {
  test('give the values that the record takes', () => {
    const fields = { reference: ' 12 ', reason: 'other:Cầu gãy', at: '22/11/2026 14:00', duration: '2 hour' };
    const at = (code: Parameters<typeof slotsFrom>[0]['code']) => slotsFrom({ code, fields }, zone);
    expect(at('reply.cannot_because')).toEqual({
      reference: 12,
      reason: { code: 'other', text: 'Cầu gãy' },
    });
    expect(at('request.answer_by')).toEqual({ reference: 12, at: '2026-11-22T07:00:00.000Z' });
    expect(at('reply.stand_by')).toEqual({ duration: 7_200_000 });
  });

  test('leave out what is empty and keep what cannot be read, so that the schema can say what is wrong', () => {
    const fields = { count: 'ba', persons: '', place: '  ', at: '22/11' };
    const slots = slotsFrom({ code: 'information.persons_gathering', fields }, zone);
    expect(slots).toEqual({ count: 'ba', at: '22/11' });
    expect(readable(slots, 'information.persons_gathering')).toEqual({ count: 'ba' });
  });

  test('begin with what the incident and the answered message tell, and with the present', () => {
    const known = { place: { marker: '257/3', description: 'Bến Sậy' }, replyTo: 7, now, zone };
    expect(fieldsFor('request.joint_patrol', known)).toEqual({ marker: '257/3', at: '21/11/2026 21:05' });
    expect(fieldsFor('reply.nothing_found', known)).toEqual({ place: 'Bến Sậy', at: '21/11/2026 21:05' });
    expect(fieldsFor('reply.received_understood', known)).toEqual({ reference: '7' });
    expect(fieldsFor('reply.received_understood', { ...known, replyTo: null })).toEqual({});
  });

  test('come back as they were when a phrase is taken back to be written anew', () => {
    const said = parsePhrase({
      code: 'reply.will_do_at',
      slots: { reference: 'SON-VI-2026-0007', at: '2026-11-22T07:00:00.000Z' },
    });
    const draft = draftOf({ channelId: 'c', phrase: said, replyTo: 3 }, zone);
    expect(draft).toEqual({
      replyTo: 3,
      phrase: {
        code: 'reply.will_do_at',
        fields: { reference: 'SON-VI-2026-0007', at: '22/11/2026 14:00' },
      },
    });
    expect(draft.phrase && slotsFrom(draft.phrase, zone)).toEqual(said.slots);
  });

  test('take a text back with its marker and what it answers, and a note with its words alone', () => {
    expect(draftOf({ channelId: 'c', text: 'x', lang: 'vi', marker: 'warning' }, zone)).toEqual({
      phrase: null,
      text: 'x',
      marker: 'warning',
      replyTo: null,
    });
    expect(draftOf({ incidentId: 'i', text: 'x', lang: 'vi' }, zone)).toEqual({
      phrase: null,
      text: 'x',
    });
  });

  test('know their values again in whatever order the record keeps them', () => {
    const one = { count: 3, place: 'x', reason: { code: 'other', text: 'y' } };
    expect(sameSlots(one, { reason: { text: 'y', code: 'other' }, place: 'x', count: 3 })).toBe(true);
    expect(sameSlots(one, { ...one, count: 4 })).toBe(false);
    expect(sameSlots(one, { ...one, at: now })).toBe(false);
  });

  test('are at most five for any phrase of the book', () => {
    for (const { slots } of phrases) expect(Object.keys(slots).length).toBeLessThanOrEqual(5);
  });
});
