/** Whether the server can be reached, and what was last heard of it. When it cannot, this never looks calm. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime, runningTime } from '../state/format.ts';
import { client, useLink } from '../state/hotline.ts';
import { useLinkWatch } from '../state/link-watch.ts';
import { useZone } from '../state/reader.ts';
import { SilenceButton } from './silence-button.tsx';
import './link-state.css';

/** This device's time, new every second while `running`. */
function useLocalNow(running: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    setNow(Date.now());
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

export function LinkState() {
  const { t } = useTranslation();
  const zone = useZone();
  const { status, since } = useLink();
  const { health, heardAt, last } = useLinkWatch();
  const quiet = status === 'connected' && health !== 'sound';
  const now = useLocalNow(quiet || status !== 'connected');
  const lastWords = last ? t('link.last', { time: clockTime(last.at, zone), seq: last.seq }) : null;
  const look = quiet ? 'quiet' : status;
  return (
    <span className={`link link-${health === 'lost' ? 'offline' : look}`} title={lastWords ?? ''}>
      <span className="link-sign" aria-hidden="true" />
      <span className="link-words">
        <span>
          {/* Only the state is said aloud: neither every second without the server nor the number of every entry. */}
          <span role="status">{t(`link.${look}`)}</span>
          {look === 'connected' ? null : ` ${runningTime(now - (quiet ? heardAt : since))}`}
        </span>
        {lastWords ? <span className="link-last">{lastWords}</span> : null}
      </span>
    </span>
  );
}

/** Whether nothing has been heard from the server for half a minute. */
export function useLinkLost(): boolean {
  return useLinkWatch().health === 'lost';
}

/** Full width: what the officer must do meanwhile. */
export function LinkLost() {
  const { t } = useTranslation();
  const zone = useZone();
  const { heardAt } = useLinkWatch();
  if (!useLinkLost()) return null;
  // By the server's clock, as every other time on the screen.
  const heard = new Date(heardAt + client.serverNow() - Date.now()).toISOString();
  return (
    <div className="link-lost" role="alert">
      <p>
        <strong>{t('link.lost')}</strong> {t('link.heard', { time: clockTime(heard, zone) })}{' '}
        {t('link.lostMeans')}
      </p>
      <SilenceButton />
    </div>
  );
}
