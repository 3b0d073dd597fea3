/** The list of keys, and whether single ones act. */
import { useTranslation } from 'react-i18next';
import { openOverlay, shortcuts } from '../state/shortcuts.ts';
import { Dialog } from './dialog.tsx';
import { SingleKeys } from './single-keys.tsx';
import './key-list.css';

export function KeyList() {
  const { t } = useTranslation();
  return (
    <Dialog title={t('keys.title')} onClose={() => openOverlay(null)}>
      <dl className="key-list">
        {shortcuts.map(({ action, keys }) => (
          <div key={action} className="key-row">
            <dt>{t(`keys.${action}`)}</dt>
            <dd>
              {keys.map((caps) => (
                <span key={caps.join()} className="key-caps">
                  {caps.map((cap) => (
                    <kbd key={cap}>{cap}</kbd>
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <SingleKeys />
    </Dialog>
  );
}
