/** Instants and running times on the screen, in the reader's zone and by the server's clock. */
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { second } from '../../../shared/time.ts';
import { useNow } from '../state/clock.ts';
import { lines } from '../state/desk.ts';
import {
  calendarDay,
  clocksOfBothEnds,
  clockTime,
  differingZones,
  roughSpan,
  runningTime,
  zoneMark,
} from '../state/format.ts';
import { useAnswer } from '../state/live-query.ts';
import { useZone } from '../state/reader.ts';

/**
 * On whose clocks a moment is told. What both sides may speak of over the line (said, raised, answered, opened, happened,
 * the watch of an end) is told on the clocks of all its ends where they differ, the reader's own first, on every screen:
 * such a part of the screen stands in `LineClocks`. What only his own side knows (its watch, its calls, its notes, this
 * seat) is told on his own clock, in `OwnClock` where it stands among the others. Where there is no room for two times the
 * own one is drawn, and the others stand in the title and in the words for a screen reader.
 */
export const OtherZones = createContext<readonly string[]>([]);

const none: readonly string[] = [];

/** Around what is shared on a line. */
export function LineClocks({ lineId, children }: { lineId: string; children: ReactNode }) {
  const line = useAnswer(lines).data?.find(({ id }) => id === lineId);
  return <OtherZones value={line?.ends.map(({ timeZone }) => timeZone) ?? none}>{children}</OtherZones>;
}

/** Around what is known to the reader's side alone. */
export function OwnClock({ children }: { children: ReactNode }) {
  return <OtherZones value={none}>{children}</OtherZones>;
}

function useClocks(at: string) {
  const zone = useZone();
  const others = useContext(OtherZones);
  const zones = differingZones(at, zone, others);
  const clocks = clocksOfBothEnds(at, zone, others, 'seconds');
  const day = calendarDay(at, zone);
  const title = `${day} ${clocks}${zones.length > 1 ? '' : ` ${zoneMark(at, zone)}`}`;
  return { zone, zones, day, title };
}

interface MomentProps {
  at: string;
  withDay?: 'always' | 'never' | 'other';
  /** Where there is room for one time only. */
  brief?: boolean;
}

/** The time of day, on every clock of the line; the date too where it is not the reader's today. */
export function Moment({ at, withDay = 'other', brief = false }: MomentProps) {
  const { zone, zones, day, title } = useClocks(at);
  const today = calendarDay(new Date(useNow()).toISOString(), zone);
  const dayShown = withDay === 'always' || (withDay === 'other' && day !== today);
  return (
    <time dateTime={at} title={title}>
      {zones.map((one, index) => {
        const there = calendarDay(at, one);
        const shown = index === 0 ? dayShown : there !== day;
        return (
          <span key={one} className={brief && index > 0 ? 'hidden-visually' : undefined}>
            {index > 0 ? <span className="time-apart"> / </span> : null}
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
  const { zones, title } = useClocks(at);
  const { unit, count } = roughSpan(useNow() - Date.parse(at));
  return (
    <time dateTime={at} className="nowrap" aria-live="off" title={title}>
      {t(`span.${as}`, { span: t(`span.${unit}`, { count }) })}
      {zones.length > 1 ? <span className="hidden-visually"> ({title})</span> : null}
    </time>
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
