/** Puts names in the order of the reader's dictionary, and joins them into one phrase. */
import type { TFunction } from 'i18next';
import type { Language } from '../../../shared/text.ts';

/**
 * Chromium has no order for Khmer and Lao and would take that of its own language. The common root is right for both
 * (it knows the Lao vowels that stand before their consonant), and English is its name everywhere.
 */
const orders: Readonly<Record<Language, string>> = { vi: 'vi', en: 'en', km: 'en', zh: 'zh', lo: 'en' };

/** Sorts by what `nameOf` says; names with numbers in them by those numbers. */
export function inOrder<T>(items: readonly T[], language: Language, nameOf: (item: T) => string): T[] {
  const { compare } = new Intl.Collator(orders[language], { numeric: true });
  return [...items].sort((one, other) => compare(nameOf(one), nameOf(other)));
}

/** `A, B and C`, with the signs and the word of the reader's language. */
export function listed(t: TFunction<'console'>, items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  const before = items.slice(0, -1).join(t('list.between'));
  return before ? t('list.last', { before, last }) : last;
}
