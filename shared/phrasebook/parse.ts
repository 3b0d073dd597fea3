/** A coded phrase as it comes from outside: a code of the book and exactly its slots. */
import { z } from 'zod';
import { type PhraseCode, phraseOf, phrases } from './phrases.ts';
import { type SlotKind, type SlotValues, slotSchemas } from './slots.ts';

export interface CodedPhrase {
  code: PhraseCode;
  slots: SlotValues;
}

export const phraseCode = z.enum(phrases.map(({ code }) => code));

function slotsSchema(slots: Readonly<Record<string, SlotKind>>) {
  return z.strictObject(
    Object.fromEntries(Object.entries(slots).map(([name, kind]) => [name, slotSchemas[kind]])),
  );
}

const schemas = new Map(phrases.map(({ code, slots }) => [code, slotsSchema(slots)]));

/** The schema of a phrase within a command; its issues point at the slot. */
export const codedPhrase = z
  .strictObject({ code: phraseCode, slots: z.record(z.string(), z.unknown()) })
  .transform(({ code, slots }, context): CodedPhrase => {
    const parsed = schemas.get(code)?.safeParse(slots);
    if (parsed?.success) return { code, slots: parsed.data };
    for (const issue of parsed?.error.issues ?? []) {
      context.addIssue({ ...issue, path: ['slots', ...issue.path] });
    }
    return z.NEVER;
  });

/** The phrase, its times and texts normalised. Throws the schema's error for anything else. */
export function parsePhrase(input: unknown): CodedPhrase {
  return codedPhrase.parse(input);
}

/** The slots of a phrase in the order in which they are asked for. */
export function slotsOf(code: PhraseCode): readonly { name: string; kind: SlotKind }[] {
  return Object.entries(phraseOf(code).slots).map(([name, kind]) => ({ name, kind }));
}
