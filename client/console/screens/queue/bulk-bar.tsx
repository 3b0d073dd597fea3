/** Choosing several alerts that are not critical, answering them together, and what became of each. */
import { useTranslation } from 'react-i18next';
import type { QueueItem } from '../../../../shared/nouns/alert.ts';
import { Button } from '../../parts/button.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { sharedClock } from '../../state/shared-clock.ts';
import type { Bulk } from './use-bulk.ts';

export function BulkBar({ bulk, choosable }: { bulk: Bulk; choosable: readonly QueueItem[] }) {
  const { t } = useTranslation();
  const { chosen, pending } = bulk;
  if (choosable.length < 2) return null;
  return (
    <div className="row">
      <p className="small muted">
        {chosen.length > 0
          ? t('queue.chosen', { count: chosen.length })
          : t('queue.bulkMeans', { count: choosable.length })}
      </p>
      <Button
        isDisabled={pending}
        onPress={() => bulk.choose(chosen.length > 0 ? [] : choosable.map(({ escalation }) => escalation.id))}
      >
        {chosen.length > 0 ? t('queue.chooseNone') : t('queue.chooseAll')}
      </Button>
      {chosen.length > 0 ? (
        <Button kind="primary" isDisabled={pending} onPress={() => void bulk.acknowledge()}>
          {pending ? t('state.sending') : t('queue.acknowledgeChosen', { count: chosen.length })}
        </Button>
      ) : null}
    </div>
  );
}

/** Stays until it is closed: the rows it tells of have left the queue. */
export function BulkResults({ bulk: { results, clearResults } }: { bulk: Bulk }) {
  const { t } = useTranslation();
  if (results.length === 0) return null;
  return (
    <section className="bulk-results" aria-label={t('queue.results')} role="status">
      <ul>
        {results.map(({ item, written, failure }) => (
          <li key={item.escalation.id}>
            {written ? (
              t('acknowledge.done', {
                number: item.incidentNumber,
                seq: written.seq,
                time: sharedClock(written.at, item.escalation),
              })
            ) : (
              <>
                {item.incidentNumber} <RefusalText failure={failure} />
              </>
            )}
          </li>
        ))}
      </ul>
      <Button kind="quiet" onPress={clearResults}>
        {t('do.close')}
      </Button>
    </section>
  );
}
