/** Who of our own side was called last, and whether the call reached a device; those before on demand. */
import { useTranslation } from 'react-i18next';
import type { QueueItem } from '../../../../shared/nouns/alert.ts';
import { Moment, OwnClock } from '../../parts/time.tsx';

type Officer = QueueItem['called'][number];

export function Called({ called }: { called: QueueItem['called'] }) {
  const { t } = useTranslation();
  const [latest] = called;
  if (!latest) return <p className="small queue-nobody">{t('queue.nobodyCalled')}</p>;
  const now = called.filter(({ turn }) => turn === latest.turn);
  const before = called.filter(({ turn }) => turn !== latest.turn);
  return (
    <div className="small">
      <ul className="called" aria-label={t('queue.called')}>
        {now.map((officer) => (
          <CalledOfficer key={officer.officerId} officer={officer} />
        ))}
      </ul>
      {before.length > 0 ? (
        <details className="called-before">
          <summary>{t('queue.calledBefore', { count: before.length })}</summary>
          <ul className="called">
            {before.map((officer) => (
              <CalledOfficer key={`${officer.turn} ${officer.officerId}`} officer={officer} />
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

function CalledOfficer({ officer: { at, name, role, reachedAt, device } }: { officer: Officer }) {
  const { t } = useTranslation();
  return (
    <li>
      <OwnClock>
        <Moment at={at} />
      </OwnClock>{' '}
      <strong>{name}</strong> <span className="muted">{t(`role.${role}`)} · </span>
      <span className={reachedAt ? 'muted' : 'queue-nobody'}>
        {reachedAt ? t('queue.reached', { device: device ?? '' }) : t('queue.notReached')}
      </span>
    </li>
  );
}
