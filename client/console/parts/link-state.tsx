/** Whether the server can be reached. When it cannot, this never looks calm. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { runningTime } from '../state/format.ts';
import { useLink } from '../state/hotline.ts';
import './link-state.css';

export function LinkState() {
  const { t } = useTranslation();
  const { status, since } = useLink();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    setNow(Date.now());
    if (status === 'connected') return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [status]);
  const time = runningTime(now - since);
  return (
    <span className={`link link-${status}`} role="status">
      <span className="link-sign" aria-hidden="true" />
      {status === 'connected' ? t('link.connected') : null}
      {status === 'reconnecting' ? t('link.reconnecting', { time }) : null}
      {status === 'offline' ? t('link.offline', { time }) : null}
    </span>
  );
}

/** Whether nothing has been heard from the server for half a minute. */
export function useLinkLost(): boolean {
  const { status, since } = useLink();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    setLost(false);
    if (status === 'connected') return;
    const timer = setTimeout(() => setLost(true), Math.max(0, since + 30_000 - Date.now()));
    return () => clearTimeout(timer);
  }, [status, since]);
  return lost;
}

/** Full width: what the officer must do meanwhile. */
export function LinkLost() {
  const { t } = useTranslation();
  return useLinkLost() ? (
    <p className="link-lost" role="alert">
      <strong>{t('link.lost')}</strong> {t('link.lostMeans')}
    </p>
  ) : null;
}
