/** Opened while the server is gone: what is shown is old, how old, and what of one's own words is not sent. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { second } from '../../../shared/time.ts';
import { calendarDay, clockTime } from '../state/format.ts';
import { outbox, useObservable } from '../state/hotline.ts';
import { recalled } from '../state/kept-desk.ts';
import { useZone } from '../state/reader.ts';
import './seat-line.css';

export function Recalled() {
  const { t } = useTranslation();
  const zone = useZone();
  const { at } = useStore(recalled);
  const items = useObservable(outbox.items);
  // While the server can be reached this lasts a moment only, and a warning that flashes by is soon read by nobody.
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (at === null) return;
    const timer = setTimeout(() => setLate(true), 1.5 * second);
    return () => clearTimeout(timer);
  }, [at]);
  if (at === null || !late) return null;
  const then = new Date(at).toISOString();
  return (
    <div className="seat-line seat-line-old" role="alert">
      <p>
        <strong>{t('recalled.title')}</strong>{' '}
        {t('recalled.means', { time: `${calendarDay(then, zone)} ${clockTime(then, zone)}` })}
      </p>
      {items.length > 0 ? (
        <details>
          <summary>{t('recalled.unsent', { count: items.length })}</summary>
          <ol className="seat-line-unsent">
            {items.map(({ key, input, writtenAt }) => (
              <li key={key}>
                <span className="small">{clockTime(writtenAt, zone)}</span>{' '}
                <span className="written">
                  {'text' in input && typeof input.text === 'string' ? input.text : t('recalled.phrase')}
                </span>
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </div>
  );
}
