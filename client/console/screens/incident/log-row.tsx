/** A line of a log with what is drawn above it: a new day, the place up to which the reader has been. */
import { memo } from 'react';
import { calendarDay } from '../../state/format.ts';
import { LogEntry, type LogEntryProps } from './log-entry.tsx';

interface Props extends LogEntryProps {
  /** The time of the line above. */
  beforeAt: string | undefined;
  /** Whether the reader has seen the line above, and not this one. */
  firstUnread: boolean;
}

/** Drawn once: a list that is scrolled asks for every line in view again, and none of them has changed. */
export const LogRow = memo(function LogRow({ beforeAt, firstUnread, ...props }: Props) {
  const { entry, voice } = props;
  const [zone = 'UTC'] = voice.zones;
  const day = calendarDay(entry.at, zone);
  return (
    <>
      {beforeAt === undefined || calendarDay(beforeAt, zone) !== day ? (
        <p className="log-day">{day}</p>
      ) : null}
      {firstUnread ? <p className="log-unread">{voice.t('log.unread')}</p> : null}
      <LogEntry {...props} />
    </>
  );
});
