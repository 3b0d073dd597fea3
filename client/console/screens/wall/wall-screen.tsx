/** The wall display: what nobody has answered, in letters for four metres, and whether anybody is there to answer. */
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { Arming } from '../../parts/arming.tsx';
import { Answered } from '../../parts/states.tsx';
import { queue } from '../../state/desk.ts';
import { clockTime } from '../../state/format.ts';
import { client, useLink } from '../../state/hotline.ts';
import { useLinkWatch } from '../../state/link-watch.ts';
import { mayCommand, useMe, useZone } from '../../state/reader.ts';
import { firstOut, groupsOf } from '../queue/order.ts';
import { layoutFor, mostTiles } from './layout.ts';
import { useWakeLock } from './use-wake-lock.ts';
import { WallHead } from './wall-head.tsx';
import { WallLines } from './wall-lines.tsx';
import { WallTile } from './wall-tile.tsx';
import './wall.css';

export function WallScreen() {
  const { t } = useTranslation();
  const { officer } = useMe();
  useWakeLock();
  if (!mayCommand(officer.role)) {
    return (
      <main className="page">
        <p>{t('wall.notHere')}</p>
      </main>
    );
  }
  return <Wall />;
}

function Wall() {
  const { t } = useTranslation();
  const zone = useZone();
  const { status } = useLink();
  const { health, heardAt } = useLinkWatch();
  // Nobody stands close enough to read a small sign: the first doubt is shown as large as the loss.
  const lost = status !== 'connected' || health !== 'sound';
  const heard = new Date(heardAt + client.serverNow() - Date.now()).toISOString();
  return (
    <main className={lost ? 'wall wall-stale' : 'wall'} aria-label={t('wall.title')}>
      <WallHead />
      {lost ? (
        <p className="wall-lost" role="alert">
          {t('wall.lost', { time: clockTime(heard, zone) })}
        </p>
      ) : null}
      <Arming />
      <Answered query={queue}>
        {(items) => {
          const ordered = groupsOf(items).flatMap((group) => group.items);
          const shown = ordered.slice(0, ordered.length > mostTiles ? mostTiles - 1 : mostTiles);
          const { columns, rows } = layoutFor(ordered.length);
          const first = firstOut(items);
          return (
            <>
              {ordered.length === 0 ? (
                <p className="wall-calm">{t('wall.calm')}</p>
              ) : (
                <ol
                  className={rows > 4 ? 'wall-tiles wall-tiles-many' : 'wall-tiles'}
                  style={{ '--columns': columns, '--rows': rows } as CSSProperties}
                >
                  {shown.map((item) => (
                    <WallTile key={item.escalation.id} item={item} firstOut={item.escalation.id === first} />
                  ))}
                  {ordered.length > shown.length ? (
                    <li className="wall-tile wall-more">
                      {t('alarm.more', { count: ordered.length - shown.length })}
                    </li>
                  ) : null}
                </ol>
              )}
              <WallLines large={ordered.length === 0} />
            </>
          );
        }}
      </Answered>
    </main>
  );
}
