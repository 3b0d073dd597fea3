/** The books of the phrase book, fetched one language at a time when a phrase is first shown in it. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { PhraseBook } from '../../../shared/phrasebook/words.ts';
import type { Language } from '../../../shared/text.ts';

const files = import.meta.glob<PhraseBook>('../../../shared/phrasebook/*.json', { import: 'default' });
const books = createStore<Partial<Record<Language, PhraseBook>>>(() => ({}));
const asked = new Set<Language>();

async function fetchBook(language: Language): Promise<void> {
  if (asked.has(language)) return;
  asked.add(language);
  try {
    const book = await files[`../../../shared/phrasebook/${language}.json`]?.();
    if (book) books.setState({ [language]: book });
  } catch {
    // No link and not in the cache: asked again when the next phrase is shown; until then its code stands there.
    asked.delete(language);
  }
}

/** The book of a language; null until it has come. */
export function useBook(language: Language): PhraseBook | null {
  useEffect(() => void fetchBook(language), [language]);
  return useStore(books, (all) => all[language] ?? null);
}
