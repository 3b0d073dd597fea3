/** One alarm in the bar: how grave, what, since when, what comes next, and the one button that answers it. */
import type { ReactNode } from 'react';
import { useAct } from '../state/act.ts';
import type { Alarm } from '../state/alarm-list.ts';
import type { JustMoved } from '../state/just-moved.ts';
import { addressOf } from '../state/route.ts';
import { AlarmAnswer } from './alarm-answer.tsx';
import { AlarmHead } from './alarm-head.tsx';
import { PriorityMark } from './mark.tsx';
import { NextCall } from './next-call.tsx';
import { RefusalText } from './refusal.tsx';

interface Props {
  alarm: Alarm;
  /** Silenced: still there, no longer flashing. */
  steady: boolean;
  /** One of several: a row without the words of the alert. */
  brief?: boolean;
  /** Of several critical ones the one that came first. */
  first?: boolean;
  /** It has just come to stand where another alarm stood. */
  moved: boolean;
  /** What concerns the sound of the whole seat. */
  children?: ReactNode;
}

export function AlarmLine({ alarm, steady, brief = false, first = false, moved, children }: Props) {
  const act = useAct();
  const { item, priority, loud, kind } = alarm;
  const { escalation, alert } = item;
  const looks = [
    `alarm-line alarm-${priority}`,
    loud ? (steady ? '' : 'alarm-flashing') : 'alarm-quiet',
    brief ? 'alarm-brief' : '',
  ];
  return (
    <li className={looks.filter(Boolean).join(' ')} data-item={escalation.id}>
      <PriorityMark priority={priority} large={!brief} />
      <div className="alarm-words">
        <AlarmHead alarm={alarm} first={first} />
        <p className="alarm-text">
          <a href={addressOf({ screen: 'incident', incidentId: item.incidentId })}>
            <span className="nowrap">{item.incidentNumber}</span> {item.incidentTitle}
          </a>
        </p>
        {brief ? null : (
          <p className="alarm-text written" lang={alert.lang}>
            {alert.text}
          </p>
        )}
        {kind === 'open' ? null : <NextCall escalation={escalation} next={item.next} />}
        <RefusalText failure={act.failure} />
      </div>
      <div className="alarm-acts">
        {children}
        <AlarmAnswer alarm={alarm} act={act} moved={moved} />
      </div>
    </li>
  );
}

interface ListProps {
  alarms: readonly Alarm[];
  steady: boolean;
  /** The escalation of the one that came first. */
  first: string | null;
  /** The escalations of those that have just come to stand where another alarm stood. */
  moved: JustMoved;
}

/** The others, each in one row. */
export function BriefAlarms({ alarms, steady, first, moved }: ListProps) {
  return alarms.map((alarm) => (
    <AlarmLine
      key={alarm.escalationId}
      alarm={alarm}
      steady={steady}
      first={alarm.escalationId === first}
      moved={moved.has(alarm.escalationId)}
      brief
    />
  ));
}
