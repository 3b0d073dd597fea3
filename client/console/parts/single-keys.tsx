/** Whether keys act by themselves, without Ctrl or Alt. */
import { useTranslation } from 'react-i18next';
import { choose, useSettings } from '../state/settings.ts';

export function SingleKeys() {
  const { t } = useTranslation();
  const { singleKeys } = useSettings();
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={singleKeys}
        onChange={(event) => choose({ singleKeys: event.target.checked })}
      />
      {t('settings.singleKeys')}
    </label>
  );
}
