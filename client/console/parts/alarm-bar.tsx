/** The alarm bar: on every screen, above every dialog, until somebody answers. The most urgent alarm, then the others. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { alarmStore } from '../state/alarm.ts';
import { firstOut, isFlood, rateOf } from '../state/alarm-flood.ts';
import { type Alarm, priorities } from '../state/alarm-list.ts';
import { useJustMoved } from '../state/just-moved.ts';
import { useNarrow } from '../state/narrow.ts';
import { AlarmLine, BriefAlarms } from './alarm-line.tsx';
import { Button } from './button.tsx';
import { PriorityMark } from './mark.tsx';
import { part } from './part.tsx';
import { SilenceButton } from './silence-button.tsx';
import './alarm-bar.css';

/** So few others are shown without being asked for: they leave room to work. */
const fewOthers = 2;

const Flood = part(async () => (await import('./alarm-flood.tsx')).AlarmFlood, null);

/** How many of each kind there are besides the one on top, for those who see only that one. */
function Counts({ alarms }: { alarms: readonly Alarm[] }) {
  return (
    <span className="alarm-counts" aria-hidden="true">
      {priorities.map((priority) => {
        const count = alarms.filter((alarm) => alarm.priority === priority).length;
        return count > 0 ? (
          <span key={priority} className={`severity severity-${priority}`}>
            <PriorityMark priority={priority} />
            {count}
          </span>
        ) : null;
      })}
    </span>
  );
}

export function AlarmBar() {
  const { t } = useTranslation();
  const { alarms, silencedUntil, arrivals } = useStore(alarmStore);
  const [wished, setWished] = useState<boolean | null>(null);
  const narrow = useNarrow();
  const moved = useJustMoved(alarms.map(({ escalationId }) => escalationId));
  const [top, ...others] = alarms;
  if (!top) return null;
  const steady = silencedUntil !== null;
  const first = firstOut(alarms);
  const flood = isFlood(arrivals);
  // A flood is grouped, and no critical alarm waits behind a button.
  const critical = others.some(({ priority }) => priority === 'critical');
  const open = wished ?? (!narrow && (others.length <= fewOthers || flood || critical));
  const rest = { alarms: others, steady, first, moved };
  return (
    <section className="alarm-bar" aria-label={t('alarm.bar')} aria-live="assertive">
      <ul>
        <AlarmLine
          key={top.escalationId}
          alarm={top}
          steady={steady}
          first={top.escalationId === first}
          moved={moved.has(top.escalationId)}
        >
          {top.loud ? <SilenceButton /> : null}
        </AlarmLine>
      </ul>
      {others.length > 0 && open ? (
        <ul className="alarm-rest">{flood ? <Flood {...rest} /> : <BriefAlarms {...rest} />}</ul>
      ) : null}
      {others.length > 0 ? (
        <div className="alarm-foot">
          {flood ? (
            <strong className="alarm-rate">{t('alarm.flood', { count: rateOf(arrivals) })}</strong>
          ) : null}
          <Counts alarms={others} />
          <Button kind="quiet" onPress={() => setWished(!open)} aria-expanded={open}>
            {open ? t('alarm.showFirst') : t('alarm.more', { count: others.length })}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
