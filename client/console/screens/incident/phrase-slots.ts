/** The slots of a phrase between what is typed in their fields and what stands on the record. */
import type { InputOf } from '../../../../shared/commands.ts';
import type { SaidPhrase } from '../../../../shared/nouns/message.ts';
import { slotsOf } from '../../../../shared/phrasebook/parse.ts';
import { type PhraseCode, phraseOf } from '../../../../shared/phrasebook/phrases.ts';
import type { SlotKind, SlotValues } from '../../../../shared/phrasebook/slots.ts';
import type { PhraseBook } from '../../../../shared/phrasebook/words.ts';
import { day, hour, minute } from '../../../../shared/time.ts';
import type { Draft, PhraseDraft } from '../../state/drafts.ts';
import { fieldTime, instantOf } from '../../state/format.ts';

export const durationUnits = { minute, hour, day } as const;
export type DurationUnit = keyof typeof durationUnits;

/** `15 minute`: the two parts of a duration's field. */
export function durationParts(field: string): { count: string; unit: DurationUnit } {
  const [count = '', unit = 'minute'] = field.split(' ');
  return { count, unit: unit === 'hour' || unit === 'day' ? unit : 'minute' };
}

/** `weather`, `other:words`: the two parts of a reason's field. */
export function reasonParts(field: string): { code: string; text: string } {
  const [code = '', ...words] = field.split(':');
  return { code, text: words.join(':') };
}

const numeric = (text: string) => (/^\s*\d+\s*$/.test(text) ? Number(text) : text);

/** The value that is typed; what cannot be read stays as typed, and the schema says what is wrong with it. */
function valueFrom(kind: SlotKind, field: string, zone: string): unknown {
  switch (kind) {
    case 'time':
      return instantOf(field, zone) ?? field;
    case 'count':
      return numeric(field);
    case 'reference':
      return numeric(field.trim().toUpperCase());
    case 'duration': {
      const { count, unit } = durationParts(field);
      const number = numeric(count);
      return typeof number === 'number' ? number * durationUnits[unit] : undefined;
    }
    case 'reason': {
      const { code, text } = reasonParts(field);
      return text.trim() === '' ? { code } : { code, text };
    }
    default:
      return field;
  }
}

/** What is filled in so far. */
export function slotsFrom({ code, fields }: PhraseDraft, zone: string): Record<string, unknown> {
  return Object.fromEntries(
    slotsOf(code).flatMap(({ name, kind }) => {
      const field = fields[name]?.trim() ?? '';
      return field === '' ? [] : [[name, valueFrom(kind, field, zone)]];
    }),
  );
}

/** Those of them that a sentence can be made of; a time that cannot be read would stop it. */
export function readable(slots: Record<string, unknown>, code: PhraseCode): SlotValues {
  const kinds = new Map(slotsOf(code).map(({ name, kind }) => [name, kind]));
  const fits = (name: string, value: unknown): value is SlotValues[string] =>
    value !== undefined && (kinds.get(name) !== 'time' || !Number.isNaN(Date.parse(`${value}`)));
  return Object.fromEntries(
    Object.entries(slots).filter((slot): slot is [string, SlotValues[string]] => fits(...slot)),
  );
}

/** What a slot is called in a book. */
export function slotName({ slots }: PhraseBook, slot: string): string {
  const names: Record<string, string> = slots;
  return names[slot] ?? slot;
}

/** An open slot within a sentence: `‹place›`. */
export function gapsOf(book: PhraseBook): (slot: string) => string {
  return (slot) => `‹${slotName(book, slot)}›`;
}

export interface KnownPlace {
  marker: string | null;
  description: string | null;
}

/** What the incident and the message that is answered tell already, and the present for a time. */
export function fieldsFor(
  code: PhraseCode,
  {
    place,
    replyTo,
    now,
    zone,
  }: { place: KnownPlace | null; replyTo: number | null; now: string; zone: string },
): Record<string, string> {
  const known: Partial<Record<SlotKind, string | null>> = {
    place: place?.description ?? null,
    marker: place?.marker ?? null,
    reference: replyTo === null ? null : String(replyTo),
    time: fieldTime(now, zone),
  };
  return Object.fromEntries(
    slotsOf(code).flatMap(({ name, kind }) => {
      const field = known[kind];
      return field ? [[name, field]] : [];
    }),
  );
}

/** What was written and taken back, as a draft again. */
export function draftOf(
  spoken: InputOf<'message.post'> | InputOf<'note.write'>,
  zone: string,
): Partial<Draft> {
  if ('phrase' in spoken)
    return { phrase: fieldsOf(phraseIn(spoken), zone), replyTo: spoken.replyTo ?? null };
  if ('marker' in spoken)
    return { phrase: null, text: spoken.text, marker: spoken.marker, replyTo: spoken.replyTo ?? null };
  return { phrase: null, text: spoken.text };
}

/** A phrase that is on its way, as it will stand on the record. */
export function phraseIn({ phrase }: Extract<InputOf<'message.post'>, { phrase: unknown }>): SaidPhrase {
  return { code: phrase.code, slots: readable(phrase.slots, phrase.code) };
}

/** Whether both hold the same values, in whatever order the record keeps them. */
export function sameSlots(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
  const text = (slots: Record<string, unknown>) =>
    JSON.stringify(
      Object.entries(slots)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => [name, flat(value)]),
    );
  return text(one) === text(other);
}

const flat = (value: unknown) =>
  typeof value === 'object' && value !== null ? Object.entries(value).sort().flat() : String(value).trim();

/** The fields of a phrase that is taken back to be written anew. */
function fieldsOf({ code, slots }: SaidPhrase, zone: string): PhraseDraft | null {
  const phrase = phraseOf(code);
  if (!phrase) return null;
  const fields = slotsOf(phrase.code).flatMap(({ name, kind }): [string, string][] => {
    const value = slots[name];
    if (value === undefined) return [];
    if (typeof value === 'object') return [[name, value.text ? `${value.code}:${value.text}` : value.code]];
    if (kind === 'time') return [[name, fieldTime(`${value}`, zone)]];
    if (kind === 'duration') return [[name, `${Number(value) / minute} minute`]];
    return [[name, String(value)]];
  });
  return { code: phrase.code, fields: Object.fromEntries(fields) };
}
