/** An alert where it stands in the log; its states are on its card beside the log. */
import { useTranslation } from 'react-i18next';
import type { EntryOf } from '../../../../shared/entry.ts';
import { SeverityMark } from '../../parts/mark.tsx';
import { EndName, Person } from '../../parts/person.tsx';
import { priorityOf } from '../../state/alarm-list.ts';

export function AlertRaised({ entry }: { entry: EntryOf<'alert.raised'> }) {
  const { t } = useTranslation();
  const { payload, by } = entry;
  return (
    <div className={`log-alert log-alert-${priorityOf[payload.severity]}`}>
      <p className="entry-head">
        <strong className="log-alert-word">{t('alert.word')}</strong>
        <SeverityMark severity={payload.severity} />
        <span className="small">
          {t(`urgency.${payload.urgency}`)} · {t(`certainty.${payload.certainty}`)}
        </span>
      </p>
      <p className="entry-text written" lang={payload.lang}>
        {payload.text}
      </p>
      <p className="entry-head small">
        {by ? <Person author={by} /> : null}
        <span className="muted">{t('alert.mustAnswer')}</span>
        {payload.to.map(({ endId }) => (
          <EndName key={endId} endId={endId} />
        ))}
      </p>
    </div>
  );
}
