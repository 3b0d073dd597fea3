/** Says when this device's own clock is wrong, so that nobody compares the log with the clock in the corner. */
import { useTranslation } from 'react-i18next';
import { second } from '../../../shared/time.ts';
import { serverNowMs, useNow } from '../state/clock.ts';
import { runningTime } from '../state/format.ts';

const tolerated = 2 * second;

export function ClockOffset() {
  const { t } = useTranslation();
  useNow();
  const ahead = Date.now() - serverNowMs();
  if (Math.abs(ahead) <= tolerated) return null;
  const time = runningTime(Math.abs(ahead));
  return (
    <p className="clock-offset small" role="note">
      {t(ahead > 0 ? 'clock.fast' : 'clock.slow', { time })}
    </p>
  );
}
