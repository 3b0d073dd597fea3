/** The escalations of one station of ours, under its name and whether anybody is on watch there. */
import { EndWatch } from '../../parts/end-watch.tsx';
import { Named } from '../../parts/named.tsx';
import { lines } from '../../state/desk.ts';
import type { JustMoved } from '../../state/just-moved.ts';
import { useAnswer } from '../../state/live-query.ts';
import { endsOf } from '../../state/names.ts';
import { maySpeak, useMe } from '../../state/reader.ts';
import { type QueueGroup as Group, mayGoTogether } from './order.ts';
import { QueueRow } from './queue-row.tsx';
import type { Bulk } from './use-bulk.ts';

interface Props {
  group: Group;
  firstOut: string | null;
  /** The escalations of those that have just come to stand where another stood. */
  moved: JustMoved;
  /** Null where there is nothing to choose several of. */
  bulk: Bulk | null;
}

export function QueueGroup({ group: { endId, items }, firstOut, moved, bulk }: Props) {
  const { officer } = useMe();
  const end = endsOf(useAnswer(lines).data).get(endId);
  return (
    <section className="queue-group" aria-labelledby={`group-${endId}`}>
      <header className="queue-station">
        <h2 id={`group-${endId}`}>{end ? <Named name={end.name} /> : '…'}</h2>
        {end ? (
          <p className={end.manned ? 'small muted' : 'small queue-unmanned'}>
            {end.manned ? '' : '▲ '}
            <EndWatch end={end} />
            {end.watchOfficer ? ` · ${end.watchOfficer}` : ''}
          </p>
        ) : null}
      </header>
      <ul className="queue">
        {items.map((item) => (
          <QueueRow
            key={item.escalation.id}
            item={item}
            firstOut={item.escalation.id === firstOut}
            moved={moved.has(item.escalation.id)}
            bulk={maySpeak(officer.role) && mayGoTogether(item) ? bulk : null}
          />
        ))}
      </ul>
    </section>
  );
}
