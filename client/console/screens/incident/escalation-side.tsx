/** One alert against one side: how far it got there, who is called next, and the answer. */
import { useTranslation } from 'react-i18next';
import type { Severity } from '../../../../shared/cap.ts';
import type { Escalation } from '../../../../shared/nouns/alert.ts';
import type { Incident } from '../../../../shared/nouns/incident.ts';
import { EscalationActions } from '../../parts/escalation-actions.tsx';
import { Ladder } from '../../parts/ladder.tsx';
import { NextCall } from '../../parts/next-call.tsx';
import { EndName, Person } from '../../parts/person.tsx';
import { Moment } from '../../parts/time.tsx';
import { Answer } from './answer.tsx';
import { Progress } from './progress.tsx';

interface Props {
  escalation: Escalation;
  incident: Incident;
  severity: Severity;
  endId: string;
}

export function EscalationSide({ escalation, incident, severity, endId }: Props) {
  const { t } = useTranslation();
  const { state, waitingFor, acknowledgedBy, replyBy, answeredAt, takenOverBy } = escalation;
  const live = state === 'running' || state === 'exhausted';
  return (
    <section className={`side side-${state}`} data-item={live ? escalation.id : undefined}>
      <header className="side-head">
        <EndName endId={escalation.endId} />
        <strong className="side-state">{t(`escalationState.${state}`)}</strong>
      </header>
      <Progress escalation={escalation} />
      {acknowledgedBy ? (
        <p className="small">
          {t(takenOverBy ? 'alert.takenOverBy' : 'alert.answeredBy')}{' '}
          <Person author={takenOverBy ?? acknowledgedBy} />
        </p>
      ) : null}
      {replyBy && !answeredAt ? (
        <p className="small">
          {t('alert.replyPromised')} <Moment at={replyBy} />
        </p>
      ) : null}
      {answeredAt ? (
        <p className="small">
          {t('alert.followedUp')} <Moment at={answeredAt} />
        </p>
      ) : null}
      {waitingFor === 'step' ? null : <NextCall escalation={escalation} next={null} />}
      <Answer escalation={escalation} incidentNumber={incident.number} endId={endId} />
      {live ? <Ladder steps={escalation.ladder.steps} now={escalation} /> : null}
      <EscalationActions escalation={escalation} lineId={incident.lineId} severity={severity} />
    </section>
  );
}
