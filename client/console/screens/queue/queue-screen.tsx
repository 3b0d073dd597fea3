/** The escalation queue: everything of his stations that nobody has answered, the first-out on top, live. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueItem } from '../../../../shared/nouns/alert.ts';
import { Button } from '../../parts/button.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { queue } from '../../state/desk.ts';
import { useJustMoved } from '../../state/just-moved.ts';
import { mayCommand, maySpeak, useMe } from '../../state/reader.ts';
import { wallAddress } from '../../state/wall.ts';
import { BulkBar, BulkResults } from './bulk-bar.tsx';
import { firstOut, groupsOf, mayGoTogether, standingOf } from './order.ts';
import { QueueGroup } from './queue-group.tsx';
import { useBulk } from './use-bulk.ts';
import { WhoWouldBeCalled } from './who-would-be-called.tsx';
import './queue.css';

export function QueueScreen() {
  const { t } = useTranslation();
  const { officer } = useMe();
  const [asking, setAsking] = useState(false);
  return (
    <main className="page">
      <header className="queue-top">
        <div>
          <h1>{t('nav.queue')}</h1>
          <p className="muted">{t('queue.lead')}</p>
        </div>
        <div className="row">
          <Button onPress={() => setAsking(true)}>{t('preview.title')}</Button>
          {mayCommand(officer.role) ? (
            <a className="button" href={wallAddress} target="_blank" rel="noreferrer">
              {t('wall.open')}
            </a>
          ) : null}
        </div>
      </header>
      <Answered query={queue}>{(items) => <Items items={items} />}</Answered>
      {asking ? <WhoWouldBeCalled onClose={() => setAsking(false)} /> : null}
    </main>
  );
}

function Items({ items }: { items: readonly QueueItem[] }) {
  const { t } = useTranslation();
  const { officer } = useMe();
  const bulk = useBulk(items);
  const first = firstOut(items);
  const groups = groupsOf(items);
  const moved = useJustMoved(groups.flatMap((group) => group.items.map(({ escalation }) => escalation.id)));
  const together = maySpeak(officer.role) ? items.filter(mayGoTogether) : [];
  return (
    <>
      {items.length > 0 ? (
        <div className="queue-bar">
          <Counts items={items} />
          <BulkBar bulk={bulk} choosable={together} />
        </div>
      ) : null}
      <BulkResults bulk={bulk} />
      {items.length === 0 ? <Empty title={t('queue.empty')}>{t('queue.emptyWhy')}</Empty> : null}
      {groups.map((group) => (
        <QueueGroup
          key={group.endId}
          group={group}
          firstOut={first}
          moved={moved}
          bulk={together.length > 1 ? bulk : null}
        />
      ))}
    </>
  );
}

function Counts({ items }: { items: readonly QueueItem[] }) {
  const { t } = useTranslation();
  return (
    <dl className="queue-counts">
      {(['exhausted', 'running', 'snoozed'] as const).map((standing) => {
        const count = items.filter((item) => standingOf(item) === standing).length;
        return (
          <div key={standing} className={count > 0 ? `queue-count queue-count-${standing}` : 'queue-count'}>
            <dt>{t(`standing.${standing}`)}</dt>
            <dd>{count}</dd>
          </div>
        );
      })}
    </dl>
  );
}
