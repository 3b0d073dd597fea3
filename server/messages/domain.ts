// What a message that was asked for comes to say on the record.
import type { ParsedInputOf } from '../../shared/commands.ts';
import type { MessageSaid } from '../../shared/nouns/message.ts';
import { phraseOf } from '../../shared/phrasebook/phrases.ts';

/** The words, or the phrase with the marker that the book gives it. */
export function saidIn(input: ParsedInputOf<'message.post'>): MessageSaid {
  const { channelId: _channel, endId: _end, ...said } = input;
  if (!('phrase' in said)) return said;
  const { phrase, ...answered } = said;
  return { phrase, marker: phraseOf(phrase.code).marker, ...answered };
}
