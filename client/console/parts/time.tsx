/** Instants and running times on the screen, in the reader's zone and by the server's clock. */
import { useTranslation } from 'react-i18next';
import { useNow } from '../state/clock.ts';
import { calendarDay, clockTime, roughSpan, runningTime } from '../state/format.ts';
import { useZone } from '../state/reader.ts';

/** The time of day; the date too where it is not today's. */
export function Moment({ at, withDay = 'other' }: { at: string; withDay?: 'always' | 'never' | 'other' }) {
  const zone = useZone();
  const now = useNow();
  const day = calendarDay(at, zone);
  const shown =
    withDay === 'always' || (withDay === 'other' && day !== calendarDay(new Date(now).toISOString(), zone));
  return (
    <time dateTime={at} className="nowrap" title={`${day} ${clockTime(at, zone)} (${zone})`}>
      {shown ? `${day} ` : ''}
      {clockTime(at, zone)}
    </time>
  );
}

/** How long ago, or for how long, in the largest unit: "5 min ago", "for 5 min". */
export function Since({ at, as = 'ago' }: { at: string; as?: 'ago' | 'lasting' }) {
  const { t } = useTranslation();
  const { unit, count } = roughSpan(useNow() - Date.parse(at));
  return <span className="nowrap">{t(`span.${as}`, { span: t(`span.${unit}`, { count }) })}</span>;
}

/** Time left until `at`; counts up with a minus sign once it has passed. */
export function Countdown({ at, label }: { at: string; label: string }) {
  const left = Date.parse(at) - useNow();
  return (
    <span role="timer" aria-label={label} className="nowrap">
      {left < 0 ? '−' : ''}
      {runningTime(Math.abs(left))}
    </span>
  );
}
