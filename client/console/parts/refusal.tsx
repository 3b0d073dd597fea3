/** Why something did not happen and what to do, in the reader's language. */
import { useTranslation } from 'react-i18next';
import type { Failure } from '../state/failure.ts';
import { runningTime } from '../state/format.ts';

export function RefusalText({ failure }: { failure: Failure | null }) {
  const { t } = useTranslation();
  if (!failure) return null;
  const wait = failure.details.retryAfterMs;
  return (
    <p className="refusal" role="alert">
      {t(`error.${failure.code}`)}
      {wait ? ` ${t('refusal.retryAfter', { time: runningTime(wait) })}` : ''}
    </p>
  );
}
