/** What an escalation waits for and how long still, by the server's clock. */
import { useTranslation } from 'react-i18next';
import type { Escalation, QueueItem } from '../../../shared/nouns/alert.ts';
import { Countdown } from './time.tsx';

interface Props {
  escalation: Escalation;
  next: QueueItem['next'];
}

export function NextCall({ escalation, next }: Props) {
  const { t } = useTranslation();
  const { state, waitingFor, dueAt } = escalation;
  if (state === 'exhausted') return <p className="next-call">{t('next.exhausted')}</p>;
  if (!waitingFor || !dueAt) return null;
  const words =
    waitingFor === 'step'
      ? next
        ? t('next.step', { level: t(`level.${next.level}`), role: t(`role.${next.role}`) })
        : t('next.lastStep')
      : t(`next.${waitingFor}`);
  return (
    <p className="next-call">
      {words} <Countdown at={dueAt} label={words} />
    </p>
  );
}
