/** Shows notices at the foot of the screen and says them to screen readers. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { dismiss, notices } from '../state/notices.ts';
import { Button } from './button.tsx';
import './notices.css';

export function Notices() {
  const { t } = useTranslation();
  const { shown } = useStore(notices);
  return (
    <div className="notices" role="status">
      {shown.map(({ id, text }) => (
        <div key={id} className="notice">
          <span>{text}</span>
          <Button kind="quiet" onPress={() => dismiss(id)}>
            {t('do.close')}
          </Button>
        </div>
      ))}
    </div>
  );
}
