/** Whether single keys act; the list of keys is one press away. */
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { SingleKeys } from '../../parts/single-keys.tsx';
import { openOverlay } from '../../state/shortcuts.ts';
import { Setting } from './setting.tsx';

export function KeysSetting() {
  const { t } = useTranslation();
  return (
    <Setting title={t('settings.keys')} about={t('settings.keysMeans')}>
      <SingleKeys />
      <Button onPress={() => openOverlay('keys')}>{t('keys.title')}</Button>
    </Setting>
  );
}
