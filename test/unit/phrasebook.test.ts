// The phrase book: complete in five languages, found in each, filled exactly.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findPhrases } from '../../shared/phrasebook/find.ts';
import { codedPhrase, parsePhrase, slotsOf } from '../../shared/phrasebook/parse.ts';
import { phraseGroups, phraseOf, phrases } from '../../shared/phrasebook/phrases.ts';
import { renderPhrase } from '../../shared/phrasebook/render.ts';
import { durationWords, isSignedOff, placeholder } from '../../shared/phrasebook/sentence.ts';
import {
  direction,
  means,
  personCategory,
  reasonCode,
  type SlotKind,
  type SlotValue,
  slotKinds,
  vehicle,
} from '../../shared/phrasebook/slots.ts';
import { phraseBooks } from '../../shared/phrasebook/words.ts';
import { bodyText, type Language, languages } from '../../shared/text.ts';
import { day, hour, minute, second } from '../../shared/time.ts';

const hanoi = { timeZone: 'Asia/Ho_Chi_Minh' };
const samples: Record<SlotKind, SlotValue> = {
  place: 'Sông Tiền {count}',
  marker: '257/3',
  time: '2026-11-21T14:05:00.000Z',
  count: 3,
  personCategory: 'children',
  vehicle: 'boat',
  means: 'on_foot',
  direction: 'toward_you',
  duration: 90 * minute,
  reason: { code: 'weather', text: 'mưa đá' },
  reference: 12,
};
const filled = (code: (typeof phrases)[number]['code']) =>
  Object.fromEntries(slotsOf(code).map(({ name, kind }) => [name, samples[kind]]));
const slotsIn = (text: string) =>
  [...text.matchAll(placeholder)].flatMap(([, first, other]) => (other ? [first, other] : [first])).sort();

const named = z.strictObject({ name: z.string().min(1), one: z.string().optional(), counted: z.string() });
const form = z.strictObject({ one: z.string().optional(), counted: z.string().includes('{count}') });
const words = z
  .string()
  .min(1)
  .regex(/^[^{}]+$/);
const phraseText = z.strictObject({
  text: z.string().min(4),
  reviewed: z.boolean(),
  search: z.array(words).min(1).optional(),
});
/** The same keys everywhere: none missing, none left over. */
const dataFile = z.strictObject({
  valuesReviewed: z.boolean(),
  groups: z.record(z.enum(phraseGroups), words),
  slots: z.record(z.enum(Object.keys(slotKinds)), words),
  values: z.strictObject({
    personCategory: z.record(personCategory, named),
    vehicle: z.record(vehicle, named),
    means: z.record(means, words),
    direction: z.record(direction, words),
    reason: z.record(reasonCode, words),
  }),
  units: z.strictObject({ day: form, hour: form, minute: form, second: form, between: z.string() }),
  references: z.strictObject({
    entry: z.string().includes('{number}'),
    incident: z.string().includes('{number}'),
  }),
  reasonWithText: z.string().includes('{reason}').includes('{text}'),
  phrases: z.record(z.enum(phrases.map(({ code }) => code)), phraseText),
});

const scripts: Record<Language, RegExp> = {
  vi: /[\p{Script=Latin}]/u,
  en: /^[\x20-\x7e{}]+$/,
  km: /\p{Script=Khmer}/u,
  zh: /\p{Script=Han}/u,
  lo: /\p{Script=Lao}/u,
};
const foreign: Record<Language, RegExp> = {
  vi: /[\p{Script=Khmer}\p{Script=Han}\p{Script=Lao}\p{Script=Thai}]/u,
  en: /[^\p{ASCII}]/u,
  km: /[\p{Script=Han}\p{Script=Lao}\p{Script=Thai}]|[A-Za-z]/u,
  zh: /[\p{Script=Khmer}\p{Script=Lao}\p{Script=Thai}]|[A-Za-z]/u,
  lo: /[\p{Script=Khmer}\p{Script=Han}\p{Script=Thai}]|[A-Za-z]/u,
};

/** Every text of a book by its path; the English ones are what the others must differ from. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}/${key}`));
}

describe('the phrase book', () => {
  it('holds at least 70 phrases, each once, each readable from its code', () => {
    expect(phrases.length).toBeGreaterThanOrEqual(70);
    expect(new Set(phrases.map(({ code }) => code)).size).toBe(phrases.length);
    const prefixOf = { reply: 'answer' };
    for (const { code, marker } of phrases) {
      expect(code).toMatch(/^[a-z]+\.[a-z]+(?:_[a-z]+)*$/);
      const [prefix = ''] = code.split('.');
      if (prefix !== 'call' && prefix !== 'check') {
        expect(marker, code).toBe(prefix === 'reply' ? prefixOf.reply : prefix);
      }
    }
    expect(new Set(phrases.map(({ marker }) => marker)).size).toBe(7);
  });

  it.each(languages)('is whole in %s: every phrase, value, unit, group and slot name', (language) => {
    const parsed = dataFile.safeParse(phraseBooks[language]);
    expect(parsed.error?.issues ?? []).toEqual([]);
    const { units, values } = phraseBooks[language];
    for (const one of [...Object.values(values.personCategory), ...Object.values(values.vehicle)]) {
      expect(one.counted).toContain('{count}');
      expect(one.one ?? '{count}').toContain('{count}');
    }
    expect(new Set(Object.values(units)).size).toBe(5);
  });

  it.each(languages)('asks for the same slots in %s as in the catalogue', (language) => {
    for (const { code, slots } of phrases) {
      expect(slotsIn(phraseBooks[language].phrases[code].text), code).toEqual(Object.keys(slots).sort());
    }
  });

  it.each(languages.filter((language) => language !== 'en'))(
    'is written in %s, not left in English',
    (language) => {
      const english = new Map(textsOf(phraseBooks.en));
      for (const [path, text] of textsOf(phraseBooks[language])) {
        const bare = text.replace(/\{[^}]*\}/g, '');
        if (!/\p{L}/u.test(bare) || path.includes('/search/')) continue;
        expect(text, path).not.toBe(english.get(path));
        expect(text, path).toMatch(scripts[language]);
        expect(bare, path).not.toMatch(foreign[language]);
      }
    },
  );

  it.each(languages)('says each thing in %s only once, in text that may be sent', (language) => {
    const texts = phrases.map(({ code }) => phraseBooks[language].phrases[code].text);
    expect(new Set(texts).size).toBe(texts.length);
    for (const values of Object.values(phraseBooks[language].values)) {
      const names = Object.values(values).map((value) => JSON.stringify(value));
      expect(new Set(names).size).toBe(names.length);
    }
    for (const [path, text] of textsOf(phraseBooks[language])) {
      expect(text, path).toBe(text.normalize('NFC'));
      if (!path.endsWith('/between')) expect(bodyText.parse(text), path).toBe(text);
      expect(text, path).not.toMatch(/ {2}/);
    }
  });

  it('claims a review only for English, until native speakers have signed', () => {
    expect(languages.filter((language) => isSignedOff('reply.stand_by', phraseBooks[language]))).toEqual([
      'en',
    ]);
    expect(isSignedOff('reply.of_a_newer_parley', phraseBooks.en)).toBe(false);
  });
});

describe('a rendered phrase', () => {
  it.each(languages)('is a finished sentence in %s', (language) => {
    for (const { code } of phrases) {
      const slots = { ...filled(code) };
      if ('place' in slots) slots.place = 'Sông Tiền';
      const text = renderPhrase(code, slots, language, hanoi);
      expect(text, code).not.toMatch(/[{}…]|undefined|\[object|NaN/);
      expect(text, code).toMatch(/[.?。？។]$/);
      expect(text, code).not.toMatch(/ {2}/);
    }
  });

  it('reads naturally, in the reader’s own words and the zone of the screen', () => {
    const slots = {
      count: 1,
      persons: 'children',
      means: 'boat',
      place: 'Thường Phước',
      at: '2026-11-21T17:05:00.000Z',
    };
    const say = (language: Language, count: number) =>
      renderPhrase('information.persons_crossing_toward_you', { ...slots, count }, language, hanoi);
    expect(say('en', 1)).toBe(
      'Persons crossing toward you at Thường Phước: 1 child, by boat. Time: 22/11/2026 00:05 (+07).',
    );
    expect(say('en', 2)).toContain('2 children');
    expect(say('vi', 2)).toBe(
      'Có người đang qua biên giới sang phía bạn tại Thường Phước: 2 trẻ em, bằng thuyền. Thời gian: 22/11/2026 00:05 (+07).',
    );
    expect(say('km', 2)).toContain('កុមារ 2 នាក់ ដោយទូក');
    expect(say('lo', 2)).toContain('ເດັກນ້ອຍ 2 ຄົນ, ໂດຍເຮືອ');
    expect(say('zh', 2)).toContain('2名儿童，乘船');
    const kunming = { timeZone: 'Asia/Shanghai' };
    expect(renderPhrase('call.closing', { at: slots.at }, 'zh', kunming)).toContain('22/11/2026 01:05 (+08)');
  });

  it('says durations in words', () => {
    expect(durationWords(minute, phraseBooks.en)).toBe('1 minute');
    expect(durationWords(2 * hour + 30 * minute, phraseBooks.en)).toBe('2 hours 30 minutes');
    expect(durationWords(7 * day, phraseBooks.vi)).toBe('7 ngày');
    expect(durationWords(hour + second, phraseBooks.zh)).toBe('1小时1秒');
    expect(durationWords(90 * minute, phraseBooks.km)).toBe('1 ម៉ោង 30 នាទី');
    expect(durationWords(90 * minute, phraseBooks.lo)).toBe('1 ຊົ່ວໂມງ 30 ນາທີ');
    expect(durationWords(1, phraseBooks.en)).toBe('0 seconds');
  });

  it('names reasons and references, and keeps added words as they were written', () => {
    const refuse = (reason: SlotValue, reference: SlotValue, language: Language) =>
      renderPhrase('reply.cannot_because', { reference, reason }, language, hanoi);
    expect(refuse({ code: 'darkness' }, 12, 'en')).toBe(
      'No, we cannot do as asked in message No 12. Reason: darkness.',
    );
    expect(refuse({ code: 'weather', text: '$& {text}' }, 'SON-VI-2026-0007', 'vi')).toBe(
      'Không, chúng tôi không thể thực hiện đề nghị trong vụ việc SON-VI-2026-0007. Lý do: thời tiết xấu ($& {text}).',
    );
    expect(refuse({ code: 'other', text: 'ຝົນ' }, 3, 'zh')).toContain('原因：ຝົນ。');
  });

  it('does not take a slot’s text for a slot', () => {
    const slots = { place: '{at} $1 {place}', at: '2026-11-21T14:05:00.000Z' };
    expect(renderPhrase('information.shots_heard', slots, 'en', hanoi)).toBe(
      'Shots were heard at {at} $1 {place}, 21/11/2026 21:05 (+07).',
    );
  });

  it('shows what it does not know rather than hiding it', () => {
    expect(renderPhrase('warning.newer', { place: 'X' }, 'lo', hanoi)).toBe('warning.newer {"place":"X"}');
    expect(renderPhrase('information.shots_heard', { place: 'X' }, 'en', hanoi)).toContain('heard at X, ….');
  });
});

describe('the slots of a phrase', () => {
  const patrol = { code: 'request.joint_patrol', slots: { marker: '257', at: '2026-11-21T21:05:00+07:00' } };
  const issuesOf = (input: unknown) =>
    codedPhrase.safeParse(input).error?.issues.map(({ path }) => path.join('.')) ?? [];

  it('are kept in one form', () => {
    expect(parsePhrase(patrol)).toEqual({
      code: 'request.joint_patrol',
      slots: { marker: '257', at: '2026-11-21T14:05:00.000Z' },
    });
    for (const { code } of phrases) {
      const once = parsePhrase({ code, slots: filled(code) });
      expect(parsePhrase(JSON.parse(JSON.stringify(once)))).toEqual(once);
    }
  });

  it('must all be there, no other, and each of its kind', () => {
    expect(issuesOf({ ...patrol, slots: { marker: '257' } })).toEqual(['slots.at']);
    expect(issuesOf({ ...patrol, slots: { ...patrol.slots, place: 'X' } })).toEqual(['slots']);
    expect(issuesOf({ ...patrol, code: 'request.joint' })).toEqual(['code']);
    expect(issuesOf({ ...patrol, code: 'constructor' })).toEqual(['code']);
    expect(issuesOf({ ...patrol, text: 'X' })).toEqual(['']);
    expect(issuesOf({ code: 'call.opening' })).toEqual(['slots']);
    expect(issuesOf({ code: 'call.opening', slots: [] })).toEqual(['slots']);
    for (const { code, slots } of phrases) {
      for (const name of Object.keys(slots)) {
        expect(issuesOf({ code, slots: { ...filled(code), [name]: null } })).toEqual([`slots.${name}`]);
      }
    }
  });

  it.each<[string, string, unknown]>([
    ['information.shots_heard', 'place', ' '],
    ['information.shots_heard', 'place', 'a\u202eb'],
    ['information.shots_heard', 'place', 'two\nlines'],
    ['information.shots_heard', 'place', 'x'.repeat(241)],
    ['information.shots_heard', 'at', '2026-11-21'],
    ['information.shots_heard', 'at', '2026-11-21T14:05:00'],
    ['information.marker_moved', 'marker', 'x'.repeat(41)],
    ['reply.stand_by', 'duration', 0],
    ['reply.stand_by', 'duration', 8 * day],
    ['reply.stand_by', 'duration', '10 minutes'],
    ['reply.confirmed', 'reference', 0],
    ['reply.confirmed', 'reference', 'the one before'],
    ['reply.confirmed', 'reference', 'son-vi-2026-0007'],
    ['information.talks_postponed', 'reason', { code: 'bored' }],
    ['information.talks_postponed', 'reason', { code: 'weather', note: 'X' }],
    ['information.talks_postponed', 'reason', 'weather'],
    ['information.persons_moving', 'persons', 'aliens'],
    ['information.persons_moving', 'persons', 'toString'],
    ['information.persons_moving', 'count', 1.5],
    ['information.persons_moving', 'count', -1],
    ['information.persons_moving', 'count', '3'],
    ['information.vehicles_moving', 'vehicle', 'on_foot'],
    ['information.vehicles_moving', 'direction', 'up'],
  ])('%s refuses a wrong %s', (code, name, value) => {
    const known = phraseOf(code);
    if (!known) throw new Error(code);
    const [issue = ''] = issuesOf({ code, slots: { ...filled(known.code), [name]: value } });
    expect(issue).toMatch(new RegExp(`^slots\\.${name}`));
  });

  it('need words when the reason is another one', () => {
    const slots = (reason: unknown) => ({ code: 'reply.cannot_because', slots: { reference: 1, reason } });
    expect(issuesOf(slots({ code: 'other' }))).toEqual(['slots.reason.text']);
    expect(issuesOf(slots({ code: 'other', text: 'X' }))).toEqual([]);
  });
});

describe('looking for a phrase', () => {
  const first = (typed: string, language: Language | 'any' = 'any', limit = 3) =>
    findPhrases(typed, language, limit).map(({ code }) => code);

  it.each<[Language, string, string]>([
    ['en', 'joint patrol', 'request.joint_patrol'],
    ['en', 'stand by', 'reply.stand_by'],
    ['en', 'FIRE', 'warning.fire'],
    ['en', 'wait 10 minutes', 'reply.stand_by'],
    ['en', 'cattle', 'information.livestock_toward_you'],
    ['en', 'comm', 'check.communications'],
    ['en', 'please send a doctor to marker 5', 'request.medical_help'],
    ['en', 'body', 'information.body_found'],
    ['vi', 'cháy', 'warning.fire'],
    ['vi', 'chay', 'warning.fire'],
    ['vi', 'tuan tra song phuong', 'request.joint_patrol'],
    ['vi', 'lũ', 'warning.flood'],
    ['vi', 'ma tuy', 'information.drugs_suspected'],
    ['vi', 'xam canh', 'information.cultivation_across'],
    ['vi', 'thu duong day', 'check.communications'],
    ['vi', 'ĐÍNH CHÍNH', 'information.correction'],
    ['vi', 'dinh chinh', 'information.correction'],
    ['vi', 'tieng sung', 'information.shots_heard'],
    ['km', 'អគ្គិភ័យ', 'warning.fire'],
    ['km', 'ល្បាតរួម', 'request.joint_patrol'],
    ['km', 'ទឹកជំនន់', 'warning.flood'],
    ['km', 'គោ', 'information.livestock_toward_you'],
    ['km', 'គ្រឿងញៀន', 'information.drugs_suspected'],
    ['zh', '火灾', 'warning.fire'],
    ['zh', '联合巡逻', 'request.joint_patrol'],
    ['zh', '界碑损坏', 'information.marker_damaged'],
    ['zh', '毒品', 'information.drugs_suspected'],
    ['lo', 'ໄຟໄໝ້', 'warning.fire'],
    ['lo', 'ໄຟໄຫມ້', 'warning.fire'],
    ['lo', 'ລາດຕະເວນຮ່ວມ', 'request.joint_patrol'],
    ['lo', 'ນໍ້າຖ້ວມ', 'warning.flood'],
    ['lo', 'ຢາເສບຕິດ', 'information.drugs_suspected'],
  ])('in %s, “%s” leads to %s', (language, typed, code) => {
    expect(first(typed, language)).toContain(code);
    expect(first(typed)).toContain(code);
  });

  it('prefers the accents that were typed', () => {
    expect(first('cháy', 'vi', 1)).toEqual(['warning.fire']);
    expect(first('mốc', 'vi', 1)[0]).toContain('marker');
    expect(first('hủy', 'vi', 2)).not.toContain('reply.referred');
  });

  it('tells in which language it was found, best first, within the limit', () => {
    expect(findPhrases('火灾', 'any', 1)).toEqual([{ code: 'warning.fire', language: 'zh' }]);
    expect(first('patrol', 'en', 2)).toHaveLength(2);
    expect(first('women boat', 'en', 1)[0]).toContain('persons_');
    expect(first('patrol', 'km', 9)).toContain('request.joint_patrol');
  });

  it.each(['', '  ', '257/3', '{}', '%', '\u0301', 'zzzz'])('finds nothing for “%s”', (typed) => {
    expect(first(typed)).toEqual([]);
  });

  it('finds every phrase by its own text, in every language', () => {
    for (const language of languages) {
      for (const { code } of phrases) {
        const { text } = phraseBooks[language].phrases[code];
        expect(first(text.replace(placeholder, ' '), language, 3), `${language} ${code}`).toContain(code);
      }
    }
  });

  it('takes whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom<Language | 'any'>(...languages, 'any'),
        (typed, where) => {
          expect(findPhrases(typed, where, 5).length).toBeLessThanOrEqual(5);
        },
      ),
      { numRuns: 50 },
    );
  });
});
