/** Incidents of one line or of all, filtered, in pages that do not shift. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { Empty, Loading } from '../../parts/states.tsx';
import { IncidentFilters } from './incident-filters.tsx';
import { IncidentRow } from './incident-row.tsx';
import { type Filters, noFilters, useIncidents } from './use-incidents.ts';
import './incidents.css';

export function Incidents({ lineId }: { lineId?: string }) {
  const { t } = useTranslation();
  const [filters, setFilters] = useState<Filters>({ ...noFilters, lineId: lineId ?? '' });
  const { incidents, failure, hasMore, more, retry } = useIncidents(filters);
  return (
    <section className="incidents" aria-label={t('incidents.title')}>
      <header className="incidents-head">
        <h2>{t('incidents.title')}</h2>
        <IncidentFilters filters={filters} onChange={setFilters} fixedLine={lineId !== undefined} />
      </header>
      <RefusalText failure={failure} />
      {failure && !incidents ? <Button onPress={retry}>{t('do.tryAgain')}</Button> : null}
      {incidents === null && !failure ? <Loading /> : null}
      {incidents?.length === 0 ? <Empty title={t('incidents.none')}>{t('incidents.noneWhy')}</Empty> : null}
      {incidents && incidents.length > 0 ? (
        <ul className="incident-rows">
          {incidents.map((incident) => (
            <IncidentRow key={incident.id} incident={incident} withLine={lineId === undefined} />
          ))}
        </ul>
      ) : null}
      {hasMore ? (
        <div className="row">
          <Button onPress={more}>{t('incidents.more')}</Button>
        </div>
      ) : null}
    </section>
  );
}
