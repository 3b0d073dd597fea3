/** One case, or the log of one line, with the places where the words stand. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchGroup } from '../../../../shared/nouns/search.ts';
import { Button } from '../../parts/button.tsx';
import { CapChip, StatusChip } from '../../parts/chips.tsx';
import { SeverityMark } from '../../parts/mark.tsx';
import { LineClocks, Moment } from '../../parts/time.tsx';
import { lines } from '../../state/desk.ts';
import { useAnswer } from '../../state/live-query.ts';
import { useNames } from '../../state/names.ts';
import { addressOf } from '../../state/route.ts';
import { categoryName } from '../incidents/categories.ts';
import { HitLine } from './hit-line.tsx';

interface Props {
  group: SearchGroup;
  onShowAll: (incidentId: string) => Promise<void>;
}

function GroupHead({ group: { incident, lineId } }: { group: SearchGroup }) {
  const { t } = useTranslation();
  const names = useNames();
  const line = useAnswer(lines).data?.find(({ id }) => id === lineId);
  const lineName = line ? names.of(line.name) : '';
  if (!incident) {
    return (
      <header className="found-head">
        <a href={addressOf({ screen: 'line', lineId })} data-item="line">
          <span className="found-title">
            <strong>{lineName}</strong>
          </span>
          <span className="small muted">{t('line.log')}</span>
        </a>
      </header>
    );
  }
  return (
    <header className="found-head">
      <SeverityMark severity={incident.severity} brief />
      <a href={addressOf({ screen: 'incident', incidentId: incident.id })} data-item="incident">
        <span className="found-title">
          <CapChip status={incident.capStatus} />
          <strong>{incident.title}</strong>
        </span>
        <span className="small muted">
          {incident.number} · {categoryName(incident.category)} · {lineName}
        </span>
      </a>
      <StatusChip status={incident.status} />
      <span className="found-day small muted">
        <Moment at={incident.openedAt} withDay="always" brief />
      </span>
    </header>
  );
}

export function FoundGroup({ group, onShowAll }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { incident, hits, hitCount } = group;
  const showAll = async (incidentId: string) => {
    setAsking(true);
    await onShowAll(incidentId);
    setAsking(false);
  };
  return (
    <LineClocks lineId={group.lineId}>
      {' '}
      <li className="found">
        <GroupHead group={group} />
        {hits.length > 0 ? (
          <ul className="hits">
            {hits.map((hit) => (
              <HitLine key={`${hit.channelId} ${hit.seq}`} group={group} hit={hit} />
            ))}
          </ul>
        ) : null}
        {hitCount > hits.length ? (
          <p className="found-more">
            {incident && hits.length < 100 ? (
              <Button kind="quiet" isDisabled={asking} onPress={() => void showAll(incident.id)}>
                {t('search.showAll', { count: hitCount })}
              </Button>
            ) : (
              <span className="small muted">{t('search.moreInLog', { count: hitCount - hits.length })}</span>
            )}
          </p>
        ) : null}
      </li>
    </LineClocks>
  );
}
