/** Pauses the sound of this seat for two minutes, and counts them down. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { alarmStore } from '../state/alarm.ts';
import { runningTime } from '../state/format.ts';
import { silence } from '../state/silence.ts';
import { Button } from './button.tsx';

/** Time of silence left, counted on this device's own clock; null when it is over. */
function useSilenceLeft(): string | null {
  const { silencedUntil } = useStore(alarmStore);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (silencedUntil === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [silencedUntil]);
  return silencedUntil === null ? null : runningTime(silencedUntil - now);
}

export function SilenceButton() {
  const { t } = useTranslation();
  const left = useSilenceLeft();
  return left === null ? (
    <Button kind="quiet" onPress={() => void silence()}>
      {t('alarm.silence')}
    </Button>
  ) : (
    <span className="alarm-silenced" role="timer" aria-live="off">
      {t('alarm.silenced', { time: left })}
    </span>
  );
}
