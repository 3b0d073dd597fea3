/** One incident in a list: how grave, which, where it stands, when something last happened. */
import { useTranslation } from 'react-i18next';
import { CapChip, StatusChip } from '../../parts/chips.tsx';
import { SeverityMark } from '../../parts/mark.tsx';
import { Named } from '../../parts/named.tsx';
import { LineClocks, Since } from '../../parts/time.tsx';
import { lines } from '../../state/desk.ts';
import { useAnswer } from '../../state/live-query.ts';
import { addressOf } from '../../state/route.ts';
import { categoryName } from './categories.ts';
import type { ListedIncident } from './use-incidents.ts';

export function IncidentRow({ incident, withLine }: { incident: ListedIncident; withLine: boolean }) {
  const { t } = useTranslation();
  const line = useAnswer(lines).data?.find(({ id }) => id === incident.lineId);
  return (
    <li data-item={incident.id}>
      <a className="incident-row" href={addressOf({ screen: 'incident', incidentId: incident.id })}>
        <SeverityMark severity={incident.severity} brief />
        <span className="incident-row-main">
          <span className="incident-row-title">
            <CapChip status={incident.capStatus} />
            <strong>{incident.title}</strong>
          </span>
          <span className="small muted">
            {incident.number} · {categoryName(incident.category)}
            {withLine && line ? (
              <>
                {' · '}
                <Named name={line.name} />
              </>
            ) : null}
          </span>
        </span>
        {incident.waitingForMe > 0 ? (
          <span className="incident-row-waits">
            {t('incidents.waiting', { count: incident.waitingForMe })}
          </span>
        ) : null}
        <StatusChip status={incident.status} />
        <span className="incident-row-last small muted">
          <LineClocks lineId={incident.lineId}>
            {' '}
            <Since at={incident.lastEntryAt} />
          </LineClocks>
        </span>
      </a>
    </li>
  );
}
