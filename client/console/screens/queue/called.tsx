/** Who of our own side was called, newest first, and whether the call reached a device. */
import { useTranslation } from 'react-i18next';
import type { QueueItem } from '../../../../shared/nouns/alert.ts';
import { Moment } from '../../parts/time.tsx';

const shown = 6;

export function Called({ called }: { called: QueueItem['called'] }) {
  const { t } = useTranslation();
  if (called.length === 0) return <p className="small queue-nobody">{t('queue.nobodyCalled')}</p>;
  return (
    <div>
      <h3 className="field-label">{t('queue.called')}</h3>
      <ul className="called">
        {called.slice(0, shown).map((officer) => (
          <li key={`${officer.turn} ${officer.officerId}`}>
            <Moment at={officer.at} /> <strong>{officer.name}</strong>{' '}
            <span className="small muted">
              {t(`role.${officer.role}`)} ·{' '}
              {officer.reachedAt
                ? t('queue.reached', { device: officer.device ?? '' })
                : t('queue.notReached')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
