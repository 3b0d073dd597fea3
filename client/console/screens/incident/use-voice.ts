/** The reader's voice for a log: his language, his zone, the names he knows, the numbers of the alerts. */
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../../shared/nouns/alert.ts';
import type { LineEnd } from '../../../../shared/nouns/line.ts';
import { serverNowMs } from '../../state/clock.ts';
import { calendarDay, clockTime } from '../../state/format.ts';
import { useNames } from '../../state/names.ts';
import { useZone } from '../../state/reader.ts';
import type { Voice } from './entry-words.ts';

export function useVoice(alerts: readonly Alert[] = [], others: readonly LineEnd[] = []): Voice {
  const { t } = useTranslation();
  const names = useNames();
  const zone = useZone();
  return {
    t,
    names,
    zones: [zone, ...others.map(({ timeZone }) => timeZone)],
    alert: (alertId) => alerts.find(({ id }) => id === alertId),
    alertNumber: (alertId) => alerts.find(({ id }) => id === alertId)?.seq ?? '…',
    time: (at) => {
      const day = calendarDay(at, zone);
      const today = calendarDay(new Date(serverNowMs()).toISOString(), zone);
      return day === today ? clockTime(at, zone) : `${day} ${clockTime(at, zone)}`;
    },
  };
}
