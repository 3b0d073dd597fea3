/** The open matters that pass from one watch to the next, each with how it stands. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenItem } from '../../../../shared/nouns/watch.ts';
import { CapChip } from '../../parts/chips.tsx';
import { PriorityMark } from '../../parts/mark.tsx';
import { type Priority, priorityFor } from '../../state/alarm-list.ts';
import { addressOf } from '../../state/route.ts';

const itemKey = ({ kind, alertId, incidentId, state }: OpenItem) =>
  `${kind} ${alertId ?? incidentId} ${state ?? ''}`;

/** As in the queue: what nobody answered to the end is critical, and so is what an old entry did not tell of. */
function priorityOf({ kind, state, severity }: OpenItem): Priority {
  if (kind === 'silence') return 'warning';
  return state === 'exhausted' || severity === undefined ? 'critical' : priorityFor(severity);
}

interface Props {
  items: readonly OpenItem[];
  /** How many more are open than are listed. */
  more: number;
  /** What stands at the end of an item's line. */
  beside?: (item: OpenItem) => ReactNode;
}

export function OpenItems({ items, more, beside }: Props) {
  const { t } = useTranslation();
  if (items.length === 0) return <p className="muted">{t('watch.noOpenItems')}</p>;
  return (
    <>
      <ul className="open-items">
        {items.map((item) => (
          <li key={itemKey(item)}>
            {item.kind === 'incident' ? (
              <span className="open-item-dot" />
            ) : (
              <PriorityMark priority={priorityOf(item)} />
            )}
            <a href={addressOf({ screen: 'incident', incidentId: item.incidentId })} data-item="incident">
              <span className="small muted">
                {t(`watch.item.${item.kind}`)} · {item.number}
                {item.state && item.kind !== 'silence' ? ` · ${t(`watch.itemState.${item.state}`)}` : ''}
              </span>
              <span className="open-item-title">
                {item.capStatus ? <CapChip status={item.capStatus} /> : null} {item.title}
              </span>
            </a>
            {beside?.(item)}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="open-items-more">▲ {t('watch.moreItems', { count: more })}</p> : null}
    </>
  );
}
