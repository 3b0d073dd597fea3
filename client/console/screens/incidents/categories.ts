/** Incident categories in the reader's language. */
import { useTranslation } from 'react-i18next';
import { categories } from '../../../../shared/nouns/category.ts';
import { inLanguage } from '../../../../shared/text.ts';
import type { Choice } from '../../parts/field.tsx';
import { languageNow } from '../../state/language.ts';

export function categoryName(code: string): string {
  const found = categories.find((category) => category.code === code);
  return found ? inLanguage(found.name, languageNow()) : code;
}

export function useCategoryChoices(): Choice[] {
  useTranslation();
  return categories.map(({ code }) => ({ value: code, label: categoryName(code) }));
}
