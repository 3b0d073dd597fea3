/** Whether single keys act; the list of keys is one press away. */
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { choose, useSettings } from '../../state/settings.ts';
import { openOverlay } from '../../state/shortcuts.ts';
import { Setting } from './setting.tsx';

export function KeysSetting() {
  const { t } = useTranslation();
  const { singleKeys } = useSettings();
  return (
    <Setting title={t('settings.keys')} about={t('settings.keysMeans')}>
      <label className="check">
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => choose({ singleKeys: event.target.checked })}
        />
        {t('settings.singleKeys')}
      </label>
      <Button onPress={() => openOverlay('keys')}>{t('keys.title')}</Button>
    </Setting>
  );
}
