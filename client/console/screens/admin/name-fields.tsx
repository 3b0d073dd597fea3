/** A name in the languages of the deployment; those left empty are left out. */
import { useTranslation } from 'react-i18next';
import { type Language, type LocalText, languages } from '../../../../shared/text.ts';
import { TextField } from '../../parts/text-field.tsx';

export type NameValues = { [L in Language]?: string | undefined };

export function nameInput(values: NameValues): LocalText {
  return Object.fromEntries(
    Object.entries(values).filter(([, text]) => text !== undefined && text.trim() !== ''),
  );
}

interface Props {
  values: NameValues;
  onChange: (values: NameValues) => void;
  problem: string | undefined;
}

export function NameFields({ values, onChange, problem }: Props) {
  const { t } = useTranslation();
  return (
    <fieldset className="group field-wide">
      <legend className="field-label">{t('admin.name')}</legend>
      <div className="name-fields">
        {languages.map((language) => (
          <TextField
            key={language}
            label={t(`languageName.${language}`)}
            lang={language}
            value={values[language] ?? ''}
            onChange={(text) => onChange({ ...values, [language]: text || undefined })}
          />
        ))}
      </div>
      {problem ? (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      ) : null}
    </fieldset>
  );
}
