/** Changes the console's language at once; what people wrote stays as they wrote it. */
import { useTranslation } from 'react-i18next';
import { ownNames } from '../../../shared/text.ts';
import { chooseLanguage, consoleLanguages, languageNow } from '../state/language.ts';
import './language-switch.css';

export function LanguageSwitch() {
  const { t } = useTranslation();
  const now = languageNow();
  return (
    <fieldset className="languages">
      <legend className="hidden-visually">{t('top.language')}</legend>
      {consoleLanguages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          className="language-name"
          aria-pressed={language === now}
          onClick={() => void chooseLanguage(language)}
        >
          {ownNames[language]}
        </button>
      ))}
    </fieldset>
  );
}
