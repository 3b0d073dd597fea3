/** The alarm bar: on every screen, above every dialog, until somebody answers. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { alarmStore, silence } from '../state/alarm.ts';
import { runningTime } from '../state/format.ts';
import { AlarmLine } from './alarm-line.tsx';
import { Button } from './button.tsx';
import './alarm-bar.css';

/** Seconds of silence left, counted on this device's own clock. */
function useSilenceLeft(until: number | null): string | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (until === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [until]);
  return until === null ? null : runningTime(until - now);
}

export function AlarmBar() {
  const { t } = useTranslation();
  const { alarms, silencedUntil } = useStore(alarmStore);
  const [all, setAll] = useState(false);
  const silenceLeft = useSilenceLeft(silencedUntil);
  if (alarms.length === 0) return null;
  const shown = all ? alarms : alarms.slice(0, 1);
  const loud = alarms.some((alarm) => alarm.loud);
  return (
    <section className="alarm-bar" aria-label={t('alarm.bar')} aria-live="assertive">
      <ul className="alarm-lines">
        {shown.map((alarm, index) => (
          <AlarmLine key={alarm.escalationId} alarm={alarm} steady={silencedUntil !== null}>
            {index > 0 || !loud ? null : silenceLeft === null ? (
              <Button kind="quiet" onPress={silence}>
                {t('alarm.silence')}
              </Button>
            ) : (
              <span className="alarm-silenced">{t('alarm.silenced', { time: silenceLeft })}</span>
            )}
          </AlarmLine>
        ))}
      </ul>
      {alarms.length > 1 ? (
        <div className="alarm-foot">
          <Button kind="quiet" onPress={() => setAll(!all)} aria-expanded={all}>
            {all ? t('alarm.showFirst') : t('alarm.more', { count: alarms.length - 1 })}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
