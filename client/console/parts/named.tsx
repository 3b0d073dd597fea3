/** A name in the reader's language; told in another one it is marked with that, for voice, hyphens and faces. */
import { useTranslation } from 'react-i18next';
import { type Language, type LocalText, spokenLanguage } from '../../../shared/text.ts';
import { languageNow } from '../state/language.ts';

export function Named({ name }: { name: LocalText }) {
  // Subscribes to the language, so that a switch draws the name anew.
  useTranslation();
  return (
    <span>
      <NamedFor name={name} reader={languageNow()} />
    </span>
  );
}

/** For a list of many: its reader is told, and no line of it subscribes to anything. */
export function NamedFor({ name, reader }: { name: LocalText; reader: Language }) {
  const spoken = spokenLanguage(name, reader);
  return spoken === reader ? name[spoken] : <span lang={spoken}>{name[spoken]}</span>;
}
