/** One escalation in the queue: which alert, whose answer, which step, how long still, who was called, what to do. */
import { useTranslation } from 'react-i18next';
import type { QueueItem } from '../../../../shared/nouns/alert.ts';
import { Button } from '../../parts/button.tsx';
import { CapChip } from '../../parts/chips.tsx';
import { EscalationActions } from '../../parts/escalation-actions.tsx';
import { PriorityMark } from '../../parts/mark.tsx';
import { NextCall } from '../../parts/next-call.tsx';
import { EndName } from '../../parts/person.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { Rungs } from '../../parts/rungs.tsx';
import { LineClocks, Since } from '../../parts/time.tsx';
import { useAcknowledge, useAnswering } from '../../state/acknowledge.ts';
import { useAct } from '../../state/act.ts';
import { priorityFor } from '../../state/alarm-list.ts';
import { maySpeak, useMe } from '../../state/reader.ts';
import { addressOf } from '../../state/route.ts';
import { Called } from './called.tsx';
import { standingOf } from './order.ts';
import type { Bulk } from './use-bulk.ts';

interface Props {
  item: QueueItem;
  firstOut: boolean;
  /** It has just come to stand where another stood: not to be answered yet. */
  moved: boolean;
  /** Null where this one must be answered by itself. */
  bulk: Bulk | null;
}

export function QueueRow({ item, firstOut, moved, bulk }: Props) {
  const { t } = useTranslation();
  const { officer } = useMe();
  const act = useAct();
  const acknowledge = useAcknowledge(act);
  const pending = useAnswering(item.escalation.id);
  const { escalation, alert, next } = item;
  const priority = priorityFor(alert.severity);
  const standing = standingOf(item);
  return (
    <LineClocks lineId={item.lineId}>
      <li className={`queue-row queue-${standing} queue-${priority}`} data-item={escalation.id}>
        <div className="queue-sign">
          <PriorityMark priority={priority} large />
          <span className="hidden-visually">{t(`severity.${alert.severity}`)}</span>
          {bulk ? (
            <input
              type="checkbox"
              aria-label={t('queue.choose', { number: item.incidentNumber })}
              checked={bulk.isChosen(escalation.id)}
              onChange={() => bulk.toggle(escalation.id)}
            />
          ) : null}
        </div>
        <div className="queue-what">
          <p className="row small">
            {standing === 'running' ? null : (
              <strong className="queue-standing">{t(`standing.${standing}`)}</strong>
            )}
            {firstOut ? <span className="chip queue-first">{t('alarm.firstOut')}</span> : null}
            <CapChip status={item.capStatus} />
            <span className="nowrap">{item.incidentNumber}</span>
            <Since at={alert.raisedAt} />
            <span className="queue-other">
              <span aria-hidden="true">{item.addressed ? '← ' : '→ '}</span>
              <EndName endId={item.addressed ? escalation.fromEndId : escalation.endId} />
            </span>
            {item.addressed ? null : <span className="muted">{t('queue.weRaised')}</span>}
          </p>
          <h3>
            <a href={addressOf({ screen: 'incident', incidentId: item.incidentId })}>{item.incidentTitle}</a>
          </h3>
          <p className="queue-text" lang={alert.lang}>
            {alert.text}
          </p>
        </div>
        <div className="queue-ladder">
          <NextCall escalation={escalation} next={next} />
          <Rungs escalation={escalation} />
          {item.addressed ? <Called called={item.called} /> : null}
        </div>
        <div className="queue-acts">
          {item.addressed && maySpeak(officer.role) ? (
            <Button
              kind="primary"
              large
              data-key="acknowledge"
              isDisabled={pending}
              isPending={moved}
              onPress={() => void acknowledge(item, 'accepted')}
            >
              {pending ? t('state.sending') : t('acknowledge.accepted')}
            </Button>
          ) : null}
          <EscalationActions escalation={escalation} lineId={item.lineId} severity={alert.severity} />
          <RefusalText failure={act.failure} />
        </div>
      </li>
    </LineClocks>
  );
}
