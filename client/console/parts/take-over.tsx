/** Takes an alert into one’s own hands: says first from whom. */
import { useTranslation } from 'react-i18next';
import type { Escalation } from '../../../shared/nouns/alert.ts';
import { queue } from '../state/desk.ts';
import { useNames } from '../state/names.ts';
import { useMe } from '../state/reader.ts';
import { ifGiven, ReasonDialog } from './reason-dialog.tsx';

export function TakeOver({ escalation, onClose }: { escalation: Escalation; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const { officer } = useMe();
  const { id: escalationId, endId, acknowledgedBy } = escalation;
  return (
    <ReasonDialog
      name="escalation.take_over"
      subject={escalationId}
      title={t('queue.takeOver')}
      confirm={t('queue.takeOver')}
      inputOf={(reason) => ({ escalationId, ...ifGiven(reason) })}
      onClose={onClose}
      onDone={() => queue.touch()}
      fields={() => (
        <>
          <p>{t('takeOver.means', { name: officer.name, end: names.end(endId) })}</p>
          <p className="small">
            {acknowledgedBy ? t('takeOver.from', { name: acknowledgedBy.name }) : t('takeOver.fromNobody')}
          </p>
        </>
      )}
    />
  );
}
