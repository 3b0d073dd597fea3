/** Instants and running times on the screen, in the reader's zone and by the server's clock. */
import { createContext, useContext, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { second } from '../../../shared/time.ts';
import { useNow } from '../state/clock.ts';
import { calendarDay, clockTime, differingZones, roughSpan, runningTime, zoneMark } from '../state/format.ts';
import { useZone } from '../state/reader.ts';

/** The zones of the other ends of the line that is spoken of: where their clocks differ, moments tell them too. */
export const OtherZones = createContext<readonly string[]>([]);

/** The time of day, on every clock of the line; the date too where it is not the reader's today. */
export function Moment({ at, withDay = 'other' }: { at: string; withDay?: 'always' | 'never' | 'other' }) {
  const zone = useZone();
  const now = useNow();
  const zones = differingZones(at, zone, useContext(OtherZones));
  const today = calendarDay(new Date(now).toISOString(), zone);
  const day = calendarDay(at, zone);
  const dayShown = withDay === 'always' || (withDay === 'other' && day !== today);
  return (
    <time dateTime={at} title={`${day} ${clockTime(at, zone)} ${zoneMark(at, zone)}`}>
      {zones.map((one, index) => {
        const there = calendarDay(at, one);
        const shown = index === 0 ? dayShown : there !== day;
        return (
          <span key={one}>
            {index > 0 ? ' / ' : ''}
            <span className="nowrap">
              {shown ? `${there} ` : ''}
              {clockTime(at, one)}
              {zones.length > 1 ? ` ${zoneMark(at, one)}` : ''}
            </span>
          </span>
        );
      })}
    </time>
  );
}

/** How long ago, or for how long, in the largest unit: "5 min ago", "for 5 min". Never said aloud: it ticks. */
export function Since({ at, as = 'ago' }: { at: string; as?: 'ago' | 'lasting' }) {
  const { t } = useTranslation();
  const { unit, count } = roughSpan(useNow() - Date.parse(at));
  return (
    <span className="nowrap" aria-live="off">
      {t(`span.${as}`, { span: t(`span.${unit}`, { count }) })}
    </span>
  );
}

/** The seconds at which the time left is said aloud; between them a screen reader is left in peace. */
const saidAt = [60, 10];
/** One countdown stands in several places; it is said once. */
const said = new Set<string>();

/** What is to be said of the time left now; empty between the marks. */
function useSaid(at: string, left: number): number | null {
  const [seconds, setSeconds] = useState<number | null>(null);
  const before = useRef(left);
  useEffect(() => {
    const passed = saidAt.findLast((mark) => before.current > mark * second && left <= mark * second);
    before.current = left;
    if (passed === undefined || left <= 0 || said.has(`${at} ${passed}`)) return;
    said.add(`${at} ${passed}`);
    setSeconds(passed);
  }, [at, left]);
  return seconds;
}

/** Time left until `at`; counts up with a minus sign once it has passed. Said aloud at 60 s and at 10 s only. */
export function Countdown({ at, label }: { at: string; label: string }) {
  const { t } = useTranslation();
  const left = Date.parse(at) - useNow();
  const seconds = useSaid(at, left);
  return (
    <>
      <span role="timer" aria-live="off" aria-label={label} className="nowrap">
        {left < 0 ? '−' : ''}
        {runningTime(Math.abs(left))}
      </span>
      <span className="hidden-visually" aria-live="assertive">
        {seconds === null ? '' : t('countdown.left', { label, seconds })}
      </span>
    </>
  );
}
