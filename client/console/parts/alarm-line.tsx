/** One alarm in the bar: how grave, what, since when, what comes next, and the one button that answers it. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAcknowledge } from '../state/acknowledge.ts';
import { useAct } from '../state/act.ts';
import type { Alarm } from '../state/alarm-list.ts';
import { useNames } from '../state/names.ts';
import { peerCallSeen } from '../state/peer-calls.ts';
import { addressOf } from '../state/route.ts';
import { Button } from './button.tsx';
import { CapChip } from './chips.tsx';
import { PriorityMark } from './mark.tsx';
import { NextCall } from './next-call.tsx';
import { RefusalText } from './refusal.tsx';
import { Since } from './time.tsx';

interface Props {
  alarm: Alarm;
  /** Silenced: still there, no longer flashing. */
  steady: boolean;
  /** What concerns the sound of the whole seat. */
  children: ReactNode;
}

export function AlarmLine({ alarm: { item, kind, priority, loud }, steady, children }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const act = useAct();
  const acknowledge = useAcknowledge(act);
  const { escalation, alert } = item;
  const look = `alarm-line alarm-${priority}${loud ? (steady ? '' : ' alarm-flashing') : ' alarm-quiet'}`;
  const headline =
    kind === 'peer'
      ? t('alarm.callPeer')
      : escalation.state === 'exhausted'
        ? t('alarm.exhausted')
        : loud
          ? t(`alarm.${priority}`)
          : t('alarm.atStation');
  return (
    <li className={look} data-item={escalation.id}>
      <PriorityMark priority={priority} large />
      <div className="alarm-words">
        <p className="alarm-head">
          <strong>{headline}</strong>
          <CapChip status={item.capStatus} />
          <span>
            {kind === 'peer'
              ? t('alarm.at', { end: names.end(escalation.endId) })
              : t('alarm.from', { end: names.end(escalation.fromEndId) })}
          </span>
          <Since at={alert.raisedAt} as="lasting" />
        </p>
        <p className="alarm-text">
          <a href={addressOf({ screen: 'incident', incidentId: item.incidentId })}>
            <span className="nowrap">{item.incidentNumber}</span> {item.incidentTitle}
          </a>
        </p>
        <p className="alarm-text written" lang={alert.lang}>
          {alert.text}
        </p>
        <NextCall escalation={escalation} next={item.next} />
        <RefusalText failure={act.failure} />
      </div>
      <div className="alarm-acts">
        {children}
        {kind === 'peer' ? (
          <Button kind="alarm" large onPress={() => peerCallSeen(escalation.id)}>
            {t('alarm.seen')}
          </Button>
        ) : (
          <Button
            kind="alarm"
            large
            data-key="acknowledge"
            isDisabled={act.pending}
            onPress={() => void acknowledge(item, 'received')}
          >
            {act.pending ? t('state.sending') : t('alarm.acknowledge')}
          </Button>
        )}
      </div>
    </li>
  );
}
