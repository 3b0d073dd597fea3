/** Messages on shared channels, notes on private ones, and the marks of who has seen how far. */
import { z } from 'zod';
import { id } from '../ids.ts';
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

export const messagePostInput = z.strictObject({
  /** A line's or an incident's channel. */
  channelId: id,
  /** The end one speaks for; needed only by officers who belong to several. */
  endId: id.optional(),
  text: bodyText,
  lang: language,
  marker,
  /** The seq of the entry this answers. */
  replyTo: z.int32().positive().optional(),
});

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
