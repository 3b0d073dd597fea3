/** When a line of the log was written, on the reader's clock and on those of the other ends where they differ. */
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNowMs } from '../../state/clock.ts';
import { calendarDay, clockTime, differingZones, zoneMark } from '../../state/format.ts';

interface Props {
  at: string;
  /** The reader's zone first. */
  zones: readonly string[];
}

/** How many columns of clocks the lines of a log have. */
export function clocksStyle([own = 'UTC', ...others]: readonly string[]): CSSProperties {
  const now = new Date(serverNowMs()).toISOString();
  return { '--clocks': differingZones(now, own, others).length } as CSSProperties;
}

/** One clock a zone, each in a column of its own. */
export function EntryTime({ at, zones }: Props) {
  const [own = 'UTC', ...others] = zones;
  const shown = differingZones(at, own, others);
  return shown.map((zone) => (
    <time
      key={zone}
      dateTime={at}
      className={zone === own ? 'entry-time' : 'entry-time entry-time-theirs'}
      title={`${calendarDay(at, zone)} ${clockTime(at, zone)} (${zone})`}
    >
      {clockTime(at, zone)}
      {shown.length > 1 ? <span className="entry-zone"> {zoneMark(at, zone)}</span> : null}
    </time>
  ));
}

/** The heads of those columns; left out where all clocks agree. */
export function LogHeads({ zones }: Pick<Props, 'zones'>) {
  const { t } = useTranslation();
  const at = new Date(serverNowMs()).toISOString();
  const [own = 'UTC', ...others] = zones;
  const shown = differingZones(at, own, others);
  if (shown.length < 2) return null;
  return (
    <div className="entry log-heads" aria-hidden="true">
      <span className="entry-seq">{t('log.numberHead')}</span>
      {shown.map((zone) => (
        <span key={zone} className={zone === own ? 'entry-time' : 'entry-time entry-time-theirs'}>
          {zoneMark(at, zone)}
        </span>
      ))}
      <span className="entry-body">{t('log.wordsHead')}</span>
    </div>
  );
}
