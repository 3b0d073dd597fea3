/** When a line of the log was written: the reader's clock, and below it those of the other ends where they differ. */
import { calendarDay, clockTime, differingZones, zoneMark } from '../../state/format.ts';

export function EntryTime({ at, zones }: { at: string; zones: readonly string[] }) {
  const [own = 'UTC', ...others] = zones;
  const [, ...differing] = differingZones(at, own, others);
  return (
    <span className="entry-time">
      <time dateTime={at} className="nowrap" title={`${calendarDay(at, own)} ${clockTime(at, own)} (${own})`}>
        {clockTime(at, own)}
        {differing.length > 0 ? <span className="entry-zone"> {zoneMark(at, own)}</span> : null}
      </time>
      {differing.map((zone) => (
        <span key={zone} className="entry-clock nowrap" title={zone}>
          {clockTime(at, zone)}
          <span className="entry-zone"> {zoneMark(at, zone)}</span>
        </span>
      ))}
    </span>
  );
}
