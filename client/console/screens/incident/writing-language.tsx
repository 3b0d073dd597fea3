/** The language one writes in; kept on this device, since it may differ from the language one reads in. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, languages } from '../../../../shared/text.ts';
import { languageNow } from '../../state/language.ts';
import { read, write } from '../../state/memory.ts';

export function useWritingLanguage(): [Language, (language: Language) => void] {
  const kept = read('writing-language');
  const [language, setLanguage] = useState<Language>(languages.find((one) => one === kept) ?? languageNow());
  return [
    language,
    (next) => {
      write('writing-language', next);
      setLanguage(next);
    },
  ];
}

export function WritingLanguage({
  value,
  onChange,
}: {
  value: Language;
  onChange: (language: Language) => void;
}) {
  const { t } = useTranslation();
  return (
    <label className="composer-choice">
      <span className="small muted">{t('composer.writtenIn')}</span>
      <select
        value={value}
        onChange={(event) => {
          const next = languages.find((language) => language === event.target.value);
          if (next) onChange(next);
        }}
      >
        {languages.map((language) => (
          <option key={language} value={language}>
            {t(`languageName.${language}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
