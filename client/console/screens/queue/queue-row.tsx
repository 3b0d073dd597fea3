/** One escalation in the queue: which alert, at which side, which step, how long still, who was called, what to do. */
import { useTranslation } from 'react-i18next';
import type { QueueItem } from '../../../../shared/nouns/alert.ts';
import { Button } from '../../parts/button.tsx';
import { CapChip } from '../../parts/chips.tsx';
import { EscalationActions } from '../../parts/escalation-actions.tsx';
import { Ladder } from '../../parts/ladder.tsx';
import { SeverityMark } from '../../parts/mark.tsx';
import { NextCall } from '../../parts/next-call.tsx';
import { EndName } from '../../parts/person.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { Since } from '../../parts/time.tsx';
import { useAcknowledge } from '../../state/acknowledge.ts';
import { useAct } from '../../state/act.ts';
import { maySpeak, useMe } from '../../state/reader.ts';
import { addressOf } from '../../state/route.ts';
import { Called } from './called.tsx';

export function QueueRow({ item }: { item: QueueItem }) {
  const { t } = useTranslation();
  const { officer } = useMe();
  const act = useAct();
  const acknowledge = useAcknowledge(act);
  const { escalation, alert, next } = item;
  return (
    <li className={`queue-row queue-${escalation.state}`}>
      <div className="queue-what">
        <p className="row">
          <strong className="queue-state">{t(`escalationState.${escalation.state}`)}</strong>
          <SeverityMark severity={alert.severity} />
          <CapChip status={item.capStatus} />
          <Since at={alert.raisedAt} />
        </p>
        <h2>
          <a href={addressOf({ screen: 'incident', incidentId: item.incidentId })}>
            {item.incidentNumber} {item.incidentTitle}
          </a>
        </h2>
        <p className="written queue-text" lang={alert.lang}>
          {alert.text}
        </p>
        <p className="row small">
          <EndName endId={escalation.fromEndId} /> <span aria-hidden="true">→</span>
          <EndName endId={escalation.endId} />
          {item.addressed ? null : <span className="muted">{t('queue.weRaised')}</span>}
        </p>
      </div>
      <div className="queue-ladder">
        <NextCall escalation={escalation} next={next} />
        <Ladder escalation={escalation} />
      </div>
      <div className="queue-called">
        {item.addressed ? <Called called={item.called} /> : null}
        {item.addressed && maySpeak(officer.role) ? (
          <Button
            kind="primary"
            large
            isDisabled={act.pending}
            onPress={() => void acknowledge(item, 'accepted')}
          >
            {act.pending ? t('state.sending') : t('acknowledge.accepted')}
          </Button>
        ) : null}
        <RefusalText failure={act.failure} />
        <EscalationActions escalation={escalation} />
      </div>
    </li>
  );
}
