/** Whether the officer holds the watch of his station, in one word and since when. */
import { useTranslation } from 'react-i18next';
import { watches } from '../state/desk.ts';
import { useAnswer } from '../state/live-query.ts';
import { mayHoldWatch, useMe } from '../state/reader.ts';
import { addressOf } from '../state/route.ts';
import { Moment } from './time.tsx';

export function WatchState() {
  const { t } = useTranslation();
  const { officer, station } = useMe();
  const watch = useAnswer(watches).data?.find(({ stationId }) => stationId === station.id);
  if (!watch || !mayHoldWatch(officer.role)) return null;
  const mine = watch.officerId === officer.id;
  const offered = watch.offeredTo?.officerId === officer.id;
  const kind = offered ? 'offered' : mine ? 'mine' : watch.officerId ? 'other' : 'nobody';
  return (
    <a className={`watch-state watch-${kind}`} href={addressOf({ screen: 'watch' })}>
      {t(`watchState.${kind}`)}
      {mine && watch.since ? (
        <>
          {' '}
          <Moment at={watch.since} />
        </>
      ) : null}
    </a>
  );
}
