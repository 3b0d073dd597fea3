/** Night, day or red-night, each shown in its own colours. */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { PriorityMark } from '../../parts/mark.tsx';
import { priorities } from '../../state/alarm-list.ts';
import { choose, themes, useSettings } from '../../state/settings.ts';

export function ThemeChoice() {
  const { t } = useTranslation();
  const { theme: chosen } = useSettings();
  const name = useId();
  return (
    <fieldset className="themes">
      <legend className="hidden-visually">{t('settings.theme')}</legend>
      {themes.map((theme) => (
        <label key={theme} className={theme === chosen ? 'theme theme-chosen' : 'theme'} data-theme={theme}>
          <input type="radio" name={name} checked={theme === chosen} onChange={() => choose({ theme })} />
          <span className="theme-name">{t(`settings.${theme}`)}</span>
          <span className="theme-marks" aria-hidden="true">
            {priorities.map((priority) => (
              <PriorityMark key={priority} priority={priority} />
            ))}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
