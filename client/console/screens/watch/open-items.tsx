/** The open matters that pass from one watch to the next. */
import { useTranslation } from 'react-i18next';
import type { OpenItem } from '../../../../shared/nouns/watch.ts';
import { PriorityMark } from '../../parts/mark.tsx';
import { addressOf } from '../../state/route.ts';

export function OpenItems({ items }: { items: readonly OpenItem[] }) {
  const { t } = useTranslation();
  if (items.length === 0) return <p className="muted">{t('watch.noOpenItems')}</p>;
  return (
    <ul className="open-items">
      {items.map((item) => (
        <li key={`${item.kind} ${item.alertId ?? item.incidentId}`}>
          {item.kind === 'alert' ? <PriorityMark priority="critical" /> : <span className="open-item-dot" />}
          <a href={addressOf({ screen: 'incident', incidentId: item.incidentId })}>
            <span className="small muted">
              {t(`watch.item.${item.kind}`)} · {item.number}
            </span>
            <br />
            {item.title}
          </a>
        </li>
      ))}
    </ul>
  );
}
