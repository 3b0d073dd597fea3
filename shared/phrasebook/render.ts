/** Renders a coded phrase in any of the five languages. Holds all five books: the console fetches them one by one. */
import type { Language } from '../text.ts';
import { sentenceOf } from './sentence.ts';
import type { SlotValues } from './slots.ts';
import { phraseBooks } from './words.ts';

/** The phrase as a sentence of `language`, times in `timeZone`. */
export function renderPhrase(
  code: string,
  slots: SlotValues,
  language: Language,
  { timeZone }: { timeZone: string },
): string {
  return sentenceOf(code, slots, phraseBooks[language], { timeZone });
}
