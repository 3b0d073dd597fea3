/** The watch of one station: who holds it and since when, to whom it is offered, and what this officer may do. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchSeen } from '../../../../shared/nouns/watch.ts';
import { Button } from '../../parts/button.tsx';
import { Named } from '../../parts/named.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { Moment } from '../../parts/time.tsx';
import { useAct } from '../../state/act.ts';
import { watches } from '../../state/desk.ts';
import { send } from '../../state/hotline.ts';
import { mayCommand, mayHoldWatch, useMe } from '../../state/reader.ts';
import { AcceptWatch } from './accept-watch.tsx';
import { OfferWatch } from './offer-watch.tsx';
import { OpenHere } from './open-here.tsx';
import { RelieveWatch } from './relieve-watch.tsx';

export function WatchCard({ watch }: { watch: WatchSeen }) {
  const { t } = useTranslation();
  const { officer, station } = useMe();
  const act = useAct();
  const [dialog, setDialog] = useState<'offer' | 'accept' | 'relieve' | null>(null);
  const here = watch.stationId === station.id;
  const mine = watch.officerId === officer.id;
  const offeredToMe = watch.offeredTo?.officerId === officer.id;
  const close = () => {
    setDialog(null);
    watches.touch();
  };
  const take = async () => {
    await act.run(() => send('watch.take', { stationId: watch.stationId }));
    watches.touch();
  };
  return (
    <li
      className={`watch-card${watch.officerId ? '' : ' watch-card-unmanned'}${here ? ' watch-card-here' : ''}`}
    >
      <div className="watch-facts">
        <h2>
          <Named name={watch.stationName} />
        </h2>
        {watch.officerId ? (
          <p>
            <span className="watch-manned">{t('end.mannedNow')}</span> <strong>{watch.officerName}</strong>
            {mine ? ` ${t('watch.you')}` : ''}
          </p>
        ) : (
          <p className="watch-unmanned">{t('end.unmannedNow')}</p>
        )}
        {watch.sound === 'off' || watch.sound === 'away' ? (
          <p className="watch-unmanned">{t(watch.sound === 'off' ? 'watch.soundOff' : 'watch.away')}</p>
        ) : null}
        {watch.since ? (
          <p className="small muted">
            {t('watch.since')} <Moment at={watch.since} />
          </p>
        ) : null}
        {watch.offeredTo ? (
          <p className="small">
            {t('watch.offeredTo', { officer: watch.offeredTo.name })} <Moment at={watch.offeredTo.at} />
          </p>
        ) : null}
      </div>
      <div className="row">
        {here && !watch.officerId && mayHoldWatch(officer.role) ? (
          <Button kind="primary" large isDisabled={act.pending} onPress={() => void take()}>
            {t('watch.take')}
          </Button>
        ) : null}
        {offeredToMe ? (
          <Button kind="primary" large onPress={() => setDialog('accept')}>
            {t('watch.accept')}
          </Button>
        ) : null}
        {mine ? (
          <Button large onPress={() => setDialog('offer')}>
            {t('watch.offer')}
          </Button>
        ) : null}
        {watch.officerId && !mine && mayCommand(officer.role) ? (
          <Button onPress={() => setDialog('relieve')}>{t('watch.relieve')}</Button>
        ) : null}
      </div>
      {here && watch.officerId ? <OpenHere key={watch.officerId} stationId={watch.stationId} /> : null}
      <RefusalText failure={act.failure} />
      {dialog === 'offer' ? <OfferWatch stationId={watch.stationId} onClose={close} /> : null}
      {dialog === 'accept' ? <AcceptWatch stationId={watch.stationId} onClose={close} /> : null}
      {dialog === 'relieve' ? <RelieveWatch stationId={watch.stationId} onClose={close} /> : null}
    </li>
  );
}
