/** Whether alarms can be heard here, and a test of the sound at any time. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../parts/button.tsx';
import { alarmStore, arm } from '../../state/alarm.ts';
import { Setting } from './setting.tsx';

export function SoundSetting() {
  const { t } = useTranslation();
  const { armed } = useStore(alarmStore);
  const [refused, setRefused] = useState(false);
  const test = async () => setRefused(!(await arm().catch(() => false)));
  return (
    <Setting title={t('settings.sound')} about={t('settings.soundMeans')}>
      <p className={`setting-state ${armed ? 'setting-granted' : 'setting-denied'}`} role="status">
        {refused ? t('arm.refused') : armed ? t('settings.soundOn') : t('arm.off')}
      </p>
      <Button onPress={() => void test()}>{t('settings.testSound')}</Button>
    </Setting>
  );
}
