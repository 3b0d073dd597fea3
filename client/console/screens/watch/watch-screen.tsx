/** The watches within reach: take, offer, accept with the open items, relieve. One's own station stands first. */
import { useTranslation } from 'react-i18next';
import { Answered, Empty } from '../../parts/states.tsx';
import { watches } from '../../state/desk.ts';
import { mayHoldWatch, useMe } from '../../state/reader.ts';
import { DutySummaryView } from './duty-summary.tsx';
import { RegularTests } from './regular-tests.tsx';
import { WatchCard } from './watch-card.tsx';
import './watch.css';

export function WatchScreen() {
  const { t } = useTranslation();
  const { officer, station } = useMe();
  return (
    <main className="page watch-page">
      <header>
        <h1>{t('nav.watch')}</h1>
        <p className="muted">{t('watch.lead')}</p>
      </header>
      <Answered query={watches}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('watch.none')} />
          ) : (
            <>
              <ul className="watches">
                {[...all]
                  .sort(
                    (one, other) =>
                      Number(other.stationId === station.id) - Number(one.stationId === station.id) ||
                      one.stationCode.localeCompare(other.stationCode),
                  )
                  .map((watch) => (
                    <WatchCard key={watch.stationId} watch={watch} />
                  ))}
              </ul>
              {mayHoldWatch(officer.role) ? <RegularTests stationId={station.id} /> : null}
              <DutySummaryView watches={all} first={station.id} />
            </>
          )
        }
      </Answered>
    </main>
  );
}
