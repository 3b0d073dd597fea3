// What a message said, in one word: its text, or the code of its phrase.
import type { MessageSaid } from '../../shared/nouns/message.ts';

export const saidIn = (message: MessageSaid): string =>
  'text' in message ? message.text : message.phrase.code;
