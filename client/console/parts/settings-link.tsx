/** The way to the settings, from every screen. */
import { useTranslation } from 'react-i18next';
import { addressOf, useRoute } from '../state/route.ts';

export function SettingsLink() {
  const { t } = useTranslation();
  const here = useRoute().screen === 'settings';
  return (
    <a
      className="settings-link"
      href={addressOf({ screen: 'settings' })}
      title={t('settings.title')}
      aria-current={here ? 'page' : undefined}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M4 7h9M19 7h1M4 17h1M11 17h9" />
        <circle cx="16" cy="7" r="3" />
        <circle cx="8" cy="17" r="3" />
      </svg>
      <span className="hidden-visually">{t('settings.title')}</span>
    </a>
  );
}
