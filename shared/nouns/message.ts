/** Messages on shared channels, notes on private ones, and the marks of who has seen how far. */
import { z } from 'zod';
import { id } from '../ids.ts';
import { codedPhrase } from '../phrasebook/parse.ts';
import { slotValue } from '../phrasebook/slots.ts';
import { bodyText, language } from '../text.ts';
import { instant } from '../time.ts';

/** IMO Standard Marine Communication Phrases, message markers; *instruction* does not exist between sovereign sides. */
export const marker = z.enum([
  'information',
  'question',
  'answer',
  'request',
  'intention',
  'warning',
  'advice',
]);
export type Marker = z.infer<typeof marker>;

export const textPostInput = z.strictObject({
  /** A line's or an incident's channel. */
  channelId: id,
  /** The end one speaks for; needed only by officers who belong to several. */
  endId: id.optional(),
  text: bodyText,
  lang: language,
  marker,
  /** The seq of the entry this answers, which must be there. */
  replyTo: z.int32().positive().optional(),
});
export const phrasePostInput = textPostInput.omit({ text: true, lang: true, marker: true }).extend({
  /** A coded phrase instead of a text; its marker follows from the book. */
  phrase: codedPhrase,
});
/** Either a text in the language of its writer, or a coded phrase that every reader reads in his own. */
export const messagePostInput = z.union([textPostInput, phrasePostInput]);

/** A phrase as it stands on the record: the code and its values are what was said. */
export const saidPhrase = z.strictObject({
  /** A code of the phrase book; a newer server may know more of them. */
  code: z.string(),
  slots: z.record(z.string(), slotValue),
});
export type SaidPhrase = z.infer<typeof saidPhrase>;

export const textSaid = z.strictObject({
  text: z.string(),
  lang: language,
  marker,
  replyTo: z.int().optional(),
});
export const phraseSaid = textSaid.omit({ text: true, lang: true }).extend({ phrase: saidPhrase });
/** What a message says: a text and its language, or a phrase. */
export const messageSaid = z.union([textSaid, phraseSaid]);
export type MessageSaid = z.infer<typeof messageSaid>;

export const noteWriteInput = z.strictObject({
  incidentId: id,
  endId: id.optional(),
  text: bodyText,
  lang: language,
});

/** Where an entry came to stand. */
export const appendedOutput = z.strictObject({ channelId: id, seq: z.int(), at: instant });
export type Appended = z.infer<typeof appendedOutput>;

export const channelMarkInput = z.strictObject({
  channelId: id,
  /** All entries up to this seq have reached the device. */
  deliveredSeq: z.int32().nonnegative(),
  /** All entries up to this seq were on the screen. */
  openedSeq: z.int32().nonnegative(),
});
export const channelMarkOutput = z.strictObject({ deliveredSeq: z.int(), openedSeq: z.int() });
