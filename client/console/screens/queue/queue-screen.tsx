/** The escalation queue: every running or exhausted escalation within reach, the most pressing first, live. */
import { useTranslation } from 'react-i18next';
import { Answered, Empty } from '../../parts/states.tsx';
import { queue } from '../../state/desk.ts';
import { byPressure } from './order.ts';
import { QueueRow } from './queue-row.tsx';
import './queue.css';

export function QueueScreen() {
  const { t } = useTranslation();
  return (
    <main className="page">
      <header>
        <h1>{t('nav.queue')}</h1>
        <p className="muted">{t('queue.lead')}</p>
      </header>
      <Answered query={queue}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t('queue.empty')}>{t('queue.emptyWhy')}</Empty>
          ) : (
            <ul className="queue">
              {[...items].sort(byPressure).map((item) => (
                <QueueRow key={item.escalation.id} item={item} />
              ))}
            </ul>
          )
        }
      </Answered>
    </main>
  );
}
