/** One alert: what was said, how it stands with every side that must answer, and what this officer can do about it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../../shared/nouns/alert.ts';
import type { Incident } from '../../../../shared/nouns/incident.ts';
import { Button } from '../../parts/button.tsx';
import { CapChip } from '../../parts/chips.tsx';
import { SeverityMark } from '../../parts/mark.tsx';
import { Person } from '../../parts/person.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { Moment } from '../../parts/time.tsx';
import { priorityFor } from '../../state/alarm-list.ts';
import { useNames } from '../../state/names.ts';
import { maySpeak, useMe } from '../../state/reader.ts';
import { EscalationSide } from './escalation-side.tsx';

interface Props {
  alert: Alert;
  incident: Incident;
  endId: string;
}

export function AlertCard({ alert, incident, endId }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { officer } = useMe();
  const [withdrawing, setWithdrawing] = useState(false);
  const mayWithdraw = maySpeak(officer.role) && !alert.withdrawnAt && names.isMine(alert.fromEndId);
  return (
    <article className={`card card-${priorityFor(alert.severity)}`}>
      <header className="card-head">
        <h3>{t('alert.number', { seq: alert.seq })}</h3>
        <SeverityMark severity={alert.severity} />
        <CapChip status={incident.capStatus} />
        <span className="small muted">
          {t(`urgency.${alert.urgency}`)} · {t(`certainty.${alert.certainty}`)}
        </span>
      </header>
      <p className="card-text written" lang={alert.lang}>
        {alert.text}
      </p>
      <p className="small card-by">
        <Moment at={alert.raisedAt} /> <Person author={alert.raisedBy} />
      </p>
      {alert.withdrawnAt ? (
        <p className="card-over">
          {t('alert.withdrawn')} <Moment at={alert.withdrawnAt} />
        </p>
      ) : null}
      {alert.escalations.map((escalation) => (
        <EscalationSide
          key={escalation.id}
          escalation={escalation}
          incident={incident}
          severity={alert.severity}
          endId={endId}
        />
      ))}
      {mayWithdraw ? (
        <div className="card-foot">
          <Button kind="quiet" onPress={() => setWithdrawing(true)}>
            {t('alert.withdraw')}
          </Button>
        </div>
      ) : null}
      {withdrawing ? (
        <ReasonDialog
          name="alert.withdraw"
          subject={alert.id}
          title={t('alert.withdrawNumber', { seq: alert.seq })}
          inputOf={(reason) => ({ alertId: alert.id, endId: alert.fromEndId, reason })}
          onClose={() => setWithdrawing(false)}
        />
      ) : null}
    </article>
  );
}
