/** Choosing several alerts that are not critical, answering them together, and what became of each. */
import { useTranslation } from 'react-i18next';
import type { QueueItem } from '../../../../shared/nouns/alert.ts';
import { Button } from '../../parts/button.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { clockTime } from '../../state/format.ts';
import { useZone } from '../../state/reader.ts';
import type { Bulk } from './use-bulk.ts';

export function BulkBar({ bulk, choosable }: { bulk: Bulk; choosable: readonly QueueItem[] }) {
  const { t } = useTranslation();
  const { chosen, pending, results } = bulk;
  return (
    <>
      {choosable.length > 1 ? (
        <div className="bulk">
          <p>
            {chosen.length > 0
              ? t('queue.chosen', { count: chosen.length })
              : t('queue.bulkMeans', { count: choosable.length })}
          </p>
          <div className="row">
            <Button
              isDisabled={pending}
              onPress={() =>
                bulk.choose(chosen.length > 0 ? [] : choosable.map(({ escalation }) => escalation.id))
              }
            >
              {chosen.length > 0 ? t('queue.chooseNone') : t('queue.chooseAll')}
            </Button>
            {chosen.length > 0 ? (
              <Button kind="primary" isDisabled={pending} onPress={() => void bulk.acknowledge()}>
                {pending ? t('state.sending') : t('queue.acknowledgeChosen', { count: chosen.length })}
              </Button>
            ) : null}
          </div>
        </div>
      ) : null}
      {results.length > 0 ? <Results bulk={bulk} /> : null}
    </>
  );
}

function Results({ bulk: { results, clearResults } }: { bulk: Bulk }) {
  const { t } = useTranslation();
  const zone = useZone();
  return (
    <section className="bulk-results" aria-label={t('queue.results')} role="status">
      <ul>
        {results.map(({ item, written, failure }) => (
          <li key={item.escalation.id}>
            {written ? (
              t('acknowledge.done', {
                number: item.incidentNumber,
                seq: written.seq,
                time: clockTime(written.at, zone),
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
