/** A name in the reader's language; told in another one it is marked with that, for voice, hyphens and faces. */
import { useTranslation } from 'react-i18next';
import { type LocalText, spokenLanguage } from '../../../shared/text.ts';
import { languageNow } from '../state/language.ts';

export function Named({ name }: { name: LocalText }) {
  // Subscribes to the language, so that a switch draws the name anew.
  useTranslation();
  const reader = languageNow();
  const spoken = spokenLanguage(name, reader);
  return <span lang={spoken === reader ? undefined : spoken}>{name[spoken]}</span>;
}
