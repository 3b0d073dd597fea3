/** The head of the wall: the clock, whose wall it is, and the link to the server. */
import { useTranslation } from 'react-i18next';
import { LinkState } from '../../parts/link-state.tsx';
import { useNow } from '../../state/clock.ts';
import { calendarDay, clockTime } from '../../state/format.ts';
import { useNames } from '../../state/names.ts';
import { useMe, useZone } from '../../state/reader.ts';

export function WallHead() {
  const { t } = useTranslation();
  const names = useNames();
  const me = useMe();
  return (
    <header className="wall-head">
      <WallClock />
      <h1>
        {t('wall.title')} · {names.of(me.station.name)}
      </h1>
      <LinkState />
    </header>
  );
}

/** By the server's clock: the one by which the ladders climb. */
function WallClock() {
  const zone = useZone();
  const at = new Date(useNow()).toISOString();
  return (
    <time className="wall-clock" dateTime={at}>
      {clockTime(at, zone)}
      <span className="wall-day">{calendarDay(at, zone)}</span>
    </time>
  );
}
