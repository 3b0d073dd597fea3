/** Whether this browser may show alarms outside its window, and what to do when it may not. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { Setting } from './setting.tsx';

type State = NotificationPermission | 'unsupported';

/** Over plain HTTP on the LAN there are none: the sound and the bar do the work. */
function permission(): State {
  return window.isSecureContext && 'Notification' in window ? Notification.permission : 'unsupported';
}

export function NotificationsSetting() {
  const { t } = useTranslation();
  const [state, setState] = useState(permission);
  const ask = async () => {
    await Notification.requestPermission();
    setState(permission());
  };
  return (
    <Setting title={t('settings.notifications')} about={t('settings.notificationsMean')}>
      <p className={`setting-state setting-${state}`} role="status">
        {t(`settings.notifications_${state}`)}
      </p>
      {state === 'default' ? <Button onPress={() => void ask()}>{t('settings.allow')}</Button> : null}
    </Setting>
  );
}
