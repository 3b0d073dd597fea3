/** Says that a newer console lies ready. It waits for the officer, and for the alarms. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { alarmStore } from '../state/alarm.ts';
import { newVersion, takeNewVersion } from '../state/console-version.ts';
import { Button } from './button.tsx';
import './seat-line.css';

export function NewVersion() {
  const { t } = useTranslation();
  const { waiting } = useStore(newVersion);
  const calm = useStore(alarmStore, ({ alarms }) => !alarms.some(({ loud }) => loud));
  if (!waiting) return null;
  return (
    <div className="seat-line seat-line-news" role="status">
      <p>
        <strong>{t('version.ready')}</strong> {calm ? t('version.whenConvenient') : t('version.afterAlarm')}
      </p>
      <Button isDisabled={!calm} onPress={takeNewVersion}>
        {t('version.reload')}
      </Button>
    </div>
  );
}
