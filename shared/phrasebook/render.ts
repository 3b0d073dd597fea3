/** Renders a coded phrase in the reader's language. The code and its slots are the record; this is how it reads. */
import type { Language } from '../text.ts';
import { day, hour, minute, second } from '../time.ts';
import { phraseOf } from './phrases.ts';
import type { SlotKind, SlotValue, SlotValues } from './slots.ts';
import { type CountedForm, type PhraseBook, phraseBooks } from './words.ts';

/** `{slot}`, or `{count slot}`: a noun counted by another slot. */
export const placeholder = /\{([A-Za-z]+)(?: ([A-Za-z]+))?\}/g;

function named<T>(names: Readonly<Record<string, T>>, key: SlotValue): T | undefined {
  return typeof key === 'string' && Object.hasOwn(names, key) ? names[key] : undefined;
}

const fill = (text: string, name: string, value: string | number) =>
  text.replace(`{${name}}`, () => `${value}`);

function counted(form: CountedForm, count: number): string {
  return fill(count === 1 ? (form.one ?? form.counted) : form.counted, 'count', count);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one costs a hundred times what using it does, and a log renders thousands of times. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, format);
  return format;
}

/** `21/11/2026 14:05` in the zone; the digits of every language, for a log must be read aloud alike on both sides. */
export function renderInstant(at: string, timeZone: string): string {
  const parts = formatOf(timeZone).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('day')}/${part('month')}/${part('year')} ${part('hour')}:${part('minute')}`;
}

/** A duration in words, to the second: `2 hours 30 minutes`. */
export function renderDuration(durationMs: number, language: Language): string {
  const { units } = phraseBooks[language];
  let rest = Math.round(durationMs / second) * second;
  const words: string[] = [];
  for (const [form, ms] of [
    [units.day, day],
    [units.hour, hour],
    [units.minute, minute],
    [units.second, second],
  ] as const) {
    const count = Math.floor(rest / ms);
    rest -= count * ms;
    if (count > 0) words.push(counted(form, count));
  }
  return words.length > 0 ? words.join(units.between) : counted(units.second, 0);
}

function renderReason(value: SlotValue, book: PhraseBook): string {
  if (typeof value !== 'object') return `${value}`;
  const { code, text } = value;
  const words = book.values.reason[code];
  if (text === undefined) return words;
  return code === 'other' ? text : fill(fill(book.reasonWithText, 'reason', words), 'text', text);
}

function renderSlot(kind: SlotKind, value: SlotValue, language: Language, timeZone: string): string {
  const book = phraseBooks[language];
  switch (kind) {
    case 'time':
      return renderInstant(`${value}`, timeZone);
    case 'duration':
      return renderDuration(Number(value), language);
    case 'personCategory':
    case 'vehicle':
      return named(book.values[kind], value)?.name ?? `${value}`;
    case 'means':
    case 'direction':
      return named(book.values[kind], value) ?? `${value}`;
    case 'reason':
      return renderReason(value, book);
    case 'reference':
      return typeof value === 'number'
        ? fill(book.references.entry, 'number', value)
        : fill(book.references.incident, 'number', `${value}`);
    case 'place':
    case 'marker':
    case 'count':
      return `${value}`;
  }
}

/**
 * The phrase as a sentence of `language`, times in `timeZone`. A code that this version does not know (a newer Parley
 * wrote it) is shown with its bare values rather than hidden.
 */
export function renderPhrase(
  code: string,
  slots: SlotValues,
  language: Language,
  { timeZone }: { timeZone: string },
): string {
  const phrase = phraseOf(code);
  if (!phrase) return `${code} ${JSON.stringify(slots)}`;
  const book = phraseBooks[language];
  return book.phrases[phrase.code].text.replace(placeholder, (_, first: string, second?: string) => {
    const name = second ?? first;
    const kind = named<SlotKind>(phrase.slots, name);
    const value = slots[name];
    if (kind === undefined || value === undefined) return '…';
    if (second === undefined) return renderSlot(kind, value, language, timeZone);
    const noun =
      kind === 'personCategory' || kind === 'vehicle' ? named(book.values[kind], value) : undefined;
    return noun ? counted(noun, Number(slots[first])) : `${slots[first]} ${value}`;
  });
}

/** Whether the rendering may stand alone; if not, the English or Vietnamese one is shown beside it. */
export function isReviewed(code: string, language: Language): boolean {
  const book = phraseBooks[language];
  const phrase = phraseOf(code);
  return phrase !== undefined && book.valuesReviewed && book.phrases[phrase.code].reviewed;
}
