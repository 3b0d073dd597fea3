/** The reader's voice for a log: his language, his zone, the names he knows, the numbers of the alerts. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../../shared/nouns/alert.ts';
import type { LineEnd } from '../../../../shared/nouns/line.ts';
import { serverNowMs } from '../../state/clock.ts';
import { calendarDay, clocksOfBothEnds } from '../../state/format.ts';
import { useNames } from '../../state/names.ts';
import { useZone } from '../../state/reader.ts';
import type { Voice } from './entry-words.ts';

const none: readonly never[] = [];

/** The same voice as long as nothing changes that it tells: a line of the log that was drawn with it stays as it is. */
export function useVoice(alerts: readonly Alert[] = none, others: readonly LineEnd[] = none): Voice {
  const { t } = useTranslation();
  const names = useNames();
  const zone = useZone();
  const theirZones = others.map(({ timeZone }) => timeZone).join(' ');
  return useMemo(() => {
    const theirs = theirZones.split(' ').filter(Boolean);
    return {
      t,
      names,
      zones: [zone, ...theirs],
      alert: (alertId) => alerts.find(({ id }) => id === alertId),
      alertNumber: (alertId) => alerts.find(({ id }) => id === alertId)?.seq ?? '…',
      time: (at) => {
        const day = calendarDay(at, zone);
        const today = calendarDay(new Date(serverNowMs()).toISOString(), zone);
        const clocks = clocksOfBothEnds(at, zone, theirs, 'seconds');
        return day === today ? clocks : `${day} ${clocks}`;
      },
    };
  }, [t, names, zone, theirZones, alerts]);
}
