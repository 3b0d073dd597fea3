/** A coded phrase as a sentence of one book. The code and its slots are the record; this is how it reads. */
import { day, hour, minute, second } from '../time.ts';
import { phraseOf } from './phrases.ts';
import type { SlotKind, SlotValue, SlotValues } from './slots.ts';
import type { CountedForm, PhraseBook } from './words.ts';

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
    timeZoneName: 'shortOffset',
  });
  formats.set(timeZone, format);
  return format;
}

/** `21/11/2026 14:05 (+07)`; the digits of every language, for a log must be read aloud alike on both sides. */
export function instantWords(at: string, timeZone: string): string {
  const parts = formatOf(timeZone).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  const [, sign = '+', hours = '0', minutes = ''] =
    /^(?:GMT|UTC)([+−-])?(\d+)?(:\d+)?$/.exec(part('timeZoneName')) ?? [];
  const offset = `${sign === '+' ? '+' : '−'}${hours.padStart(2, '0')}${minutes}`;
  return `${part('day')}/${part('month')}/${part('year')} ${part('hour')}:${part('minute')} (${offset})`;
}

/** A duration in words, to the second: `2 hours 30 minutes`. */
export function durationWords(durationMs: number, { units }: Pick<PhraseBook, 'units'>): string {
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

function reasonWords(value: SlotValue, book: PhraseBook): string {
  if (typeof value !== 'object') return `${value}`;
  const { code, text } = value;
  const words = book.values.reason[code];
  if (text === undefined) return words;
  return code === 'other' ? text : fill(fill(book.reasonWithText, 'reason', words), 'text', text);
}

/** The value of a slot as it stands in a sentence. */
export function slotWords(kind: SlotKind, value: SlotValue, book: PhraseBook, timeZone: string): string {
  switch (kind) {
    case 'time':
      return instantWords(`${value}`, timeZone);
    case 'duration':
      return durationWords(Number(value), book);
    case 'personCategory':
    case 'vehicle':
      return named(book.values[kind], value)?.name ?? `${value}`;
    case 'means':
    case 'direction':
      return named(book.values[kind], value) ?? `${value}`;
    case 'reason':
      return reasonWords(value, book);
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
 * The phrase in the words of `book`, times in `timeZone`. A code that this version does not know (a newer Parley wrote
 * it) is shown with its bare values rather than hidden. `gap`: what stands where a slot is not filled yet.
 */
export function sentenceOf(
  code: string,
  slots: SlotValues,
  book: PhraseBook,
  { timeZone, gap = () => '…' }: { timeZone: string; gap?: (slot: string) => string },
): string {
  const phrase = phraseOf(code);
  if (!phrase) return `${code} ${JSON.stringify(slots)}`;
  return book.phrases[phrase.code].text.replace(placeholder, (_, first: string, second?: string) => {
    const name = second ?? first;
    const kind = named<SlotKind>(phrase.slots, name);
    const value = slots[name];
    if (kind === undefined || value === undefined) return gap(name);
    if (second === undefined) return slotWords(kind, value, book, timeZone);
    const noun =
      kind === 'personCategory' || kind === 'vehicle' ? named(book.values[kind], value) : undefined;
    const count = slots[first];
    if (count === undefined) return `${gap(first)} ${noun?.name ?? value}`;
    return noun ? counted(noun, Number(count)) : `${count} ${value}`;
  });
}

/** Whether that sentence may stand alone; if not, the English or Vietnamese one is shown beside it. */
export function isSignedOff(code: string, book: PhraseBook): boolean {
  const phrase = phraseOf(code);
  return phrase !== undefined && book.valuesReviewed && book.phrases[phrase.code].reviewed;
}
