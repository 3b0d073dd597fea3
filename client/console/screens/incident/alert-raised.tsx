/** An alert where it stands in the log: what was said, and how far it has come with each side that must answer. */
import { useTranslation } from 'react-i18next';
import type { EntryOf } from '../../../../shared/entry.ts';
import type { Alert, Escalation } from '../../../../shared/nouns/alert.ts';
import { SeverityMark } from '../../parts/mark.tsx';
import { EndName, Person } from '../../parts/person.tsx';
import { Moment } from '../../parts/time.tsx';
import { priorityFor } from '../../state/alarm-list.ts';
import { stageOf } from './stage.ts';

interface Props {
  entry: EntryOf<'alert.raised'>;
  /** How it stands now. */
  alert: Alert | undefined;
}

export function AlertRaised({ entry, alert }: Props) {
  const { t } = useTranslation();
  const { payload, by } = entry;
  return (
    <div className={`log-alert log-alert-${priorityFor(payload.severity)}`}>
      <p className="entry-head">
        <strong className="log-alert-word">{t('alert.word')}</strong>
        <SeverityMark severity={payload.severity} />
        <span className="small">
          {t(`urgency.${payload.urgency}`)} · {t(`certainty.${payload.certainty}`)}
        </span>
        {by ? <Person author={by} /> : null}
      </p>
      <p className="entry-text written" lang={payload.lang}>
        {payload.text}
      </p>
      <ul className="log-alert-sides">
        {payload.to.map(({ endId, escalationId }) => {
          const escalation = alert?.escalations.find(({ id }) => id === escalationId);
          return (
            <li key={endId}>
              <EndName endId={endId} />
              {escalation ? <Standing escalation={escalation} /> : null}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** The furthest it came, when, and by whom; and what it waits for, where it does. */
function Standing({ escalation }: { escalation: Escalation }) {
  const { t } = useTranslation();
  const { state, acknowledgedBy } = escalation;
  const stage = stageOf(escalation);
  return (
    <span className="log-alert-standing">
      <span className={`standing standing-${state}`}>{t(`escalationState.${state}`)}</span>
      {stage ? (
        <span className="small">
          {t(`alert.${stage.name}`)} <Moment at={stage.at} />
        </span>
      ) : null}
      {acknowledgedBy ? (
        <span className="small">
          <Person author={acknowledgedBy} />
        </span>
      ) : null}
    </span>
  );
}
