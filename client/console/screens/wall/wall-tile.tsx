/** One alert on the wall: how grave, how long still, what, where, who is called next. */
import { useTranslation } from 'react-i18next';
import type { QueueItem } from '../../../../shared/nouns/alert.ts';
import { CapChip } from '../../parts/chips.tsx';
import { PriorityMark } from '../../parts/mark.tsx';
import { Rungs } from '../../parts/rungs.tsx';
import { Countdown, LineClocks, Since } from '../../parts/time.tsx';
import { priorityFor } from '../../state/alarm-list.ts';
import { useNames } from '../../state/names.ts';
import { ourEnd, standingOf } from '../queue/order.ts';

export function WallTile({ item, firstOut }: { item: QueueItem; firstOut: boolean }) {
  const { t } = useTranslation();
  const names = useNames();
  const { escalation, alert, next } = item;
  const standing = standingOf(item);
  const priority = standing === 'exhausted' ? 'critical' : priorityFor(alert.severity);
  const other = item.addressed ? escalation.fromEndId : escalation.endId;
  const called = next
    ? t('ladder.step', { level: t(`level.${next.level}`), role: t(`role.${next.role}`) })
    : t('next.lastStep');
  return (
    <li className={`wall-tile wall-${priority} wall-${standing}`}>
      <div className="wall-row">
        <PriorityMark priority={priority} />
        <span className="hidden-visually">{t(`severity.${alert.severity}`)}</span>
        {escalation.dueAt ? (
          <strong className="wall-left">
            <Countdown at={escalation.dueAt} label={called} />
          </strong>
        ) : (
          <strong className="wall-left wall-since">
            <LineClocks lineId={item.lineId}>
              {' '}
              <Since at={alert.raisedAt} as="lasting" />
            </LineClocks>
          </strong>
        )}
        {firstOut ? <span className="wall-chip">{t('alarm.firstOut')}</span> : null}
        <CapChip status={item.capStatus} />
      </div>
      <p className="wall-what">{item.incidentTitle}</p>
      <p className="wall-where">
        <strong>{names.end(ourEnd(item))}</strong> {item.addressed ? '←' : '→'} {names.end(other)}
      </p>
      <div className="wall-next">
        <span>{standing === 'running' ? `→ ${called}` : t(`standing.${standing}`)}</span>
        <Rungs escalation={escalation} />
      </div>
    </li>
  );
}
