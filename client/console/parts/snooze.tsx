/** Puts the next call off for a while, with a reason that stands in the log. */
import { useTranslation } from 'react-i18next';
import { minute } from '../../../shared/time.ts';
import { queue } from '../state/desk.ts';
import { useKeptText } from '../state/kept.ts';
import { Select } from './field.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

const minutes = [5, 10, 15, 30, 60, 120, 240];

export function Snooze({ escalationId, onClose }: { escalationId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [chosen, choose, forget] = useKeptText(`escalation.snooze.${escalationId}.minutes`);
  const forMinutes = chosen || '10';
  return (
    <ReasonDialog
      name="escalation.snooze"
      subject={escalationId}
      title={t('snooze.title')}
      inputOf={(reason) => ({ escalationId, forMs: Number(forMinutes) * minute, reason })}
      forget={forget}
      onClose={onClose}
      onDone={() => queue.touch()}
      fields={(problem) => (
        <>
          <p>{t('snooze.means')}</p>
          <Select
            label={t('snooze.for')}
            value={forMinutes}
            onChange={choose}
            choices={minutes.map((count) => ({ value: String(count), label: t('span.minute', { count }) }))}
            problem={problem('forMs')}
          />
        </>
      )}
    />
  );
}
