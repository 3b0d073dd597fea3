/** What this device is set to: language, look, sound, notifications, keys. Each choice takes effect as it is made. */
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../../parts/language-switch.tsx';
import { Segments } from '../../parts/segments.tsx';
import { maySpeak, useMe } from '../../state/reader.ts';
import { choose, textSizes, useSettings } from '../../state/settings.ts';
import { KeysSetting } from './keys-setting.tsx';
import { NotificationsSetting } from './notifications-setting.tsx';
import { Setting } from './setting.tsx';
import { SoundSetting } from './sound-setting.tsx';
import { ThemeChoice } from './theme-choice.tsx';
import './settings.css';

export function SettingsScreen() {
  const { t } = useTranslation();
  const { textSize } = useSettings();
  const { officer } = useMe();
  return (
    <main className="page settings">
      <header>
        <h1>{t('settings.title')}</h1>
        <p className="muted">{t('settings.lead')}</p>
      </header>
      <Setting title={t('top.language')} about={t('settings.languageMeans')}>
        <LanguageSwitch />
      </Setting>
      <Setting title={t('settings.theme')} about={t('settings.themeMeans')}>
        <ThemeChoice />
      </Setting>
      <Setting title={t('settings.textSize')} about={t('settings.textSizeMeans')}>
        <Segments
          label={t('settings.textSize')}
          labelHidden
          value={textSize}
          choices={textSizes.map((value) => ({
            value,
            label: t('settings.percent', { value }),
          }))}
          onChange={(size) => choose({ textSize: size })}
        />
      </Setting>
      {maySpeak(officer.role) ? <SoundSetting /> : null}
      <NotificationsSetting />
      <KeysSetting />
    </main>
  );
}
