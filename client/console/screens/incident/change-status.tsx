/** Changes an incident's status, with a reason. Closing is agreed by every end; a commander may close alone. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Incident, type IncidentStatus, incidentStatus } from '../../../../shared/nouns/incident.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Select } from '../../parts/field.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useCommandForm } from '../../state/form.ts';
import { useKeptText } from '../../state/kept.ts';
import { mayCommand, useMe } from '../../state/reader.ts';

/** Where an incident can go from each status; the first is the usual next. */
const nextStatuses: Record<IncidentStatus, readonly [IncidentStatus, ...IncidentStatus[]]> = {
  open: ['in_progress', 'resolved'],
  in_progress: ['resolved', 'open'],
  resolved: ['closed', 'in_progress', 'open'],
  closed: ['open'],
};

interface Props {
  incident: Incident;
  endId: string;
  onClose: () => void;
}

export function ChangeStatus({ incident, endId, onClose }: Props) {
  const { t } = useTranslation();
  const { officer } = useMe();
  const form = useCommandForm('incident.change_status');
  const choices = nextStatuses[incident.status];
  const [to, setTo] = useState<IncidentStatus>(choices[0]);
  const [reason, setReason, forget] = useKeptText(`incident.change_status.${incident.id}`);
  const [alone, setAlone] = useState(false);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const done = await form.submit({
      incidentId: incident.id,
      endId,
      to,
      reason,
      alone: to === 'closed' && alone,
    });
    if (!done) return;
    forget();
    onClose();
  };
  const cancel = () => {
    forget();
    onClose();
  };
  return (
    <Dialog title={t('status.change')} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void save(event)} noValidate>
        <Select
          label={t('status.to')}
          value={to}
          onChange={(value) => setTo(incidentStatus.catch(to).parse(value))}
          choices={choices.map((value) => ({ value, label: t(`status.${value}`) }))}
          hint={to === 'closed' ? t('status.closeTogether') : undefined}
        />
        {to === 'closed' && mayCommand(officer.role) ? (
          <label className="check">
            <input type="checkbox" checked={alone} onChange={(event) => setAlone(event.target.checked)} />
            {t('status.alone')}
          </label>
        ) : null}
        <TextField
          label={t('do.reason')}
          rows={3}
          value={reason}
          onChange={setReason}
          problem={form.problem('reason')}
        />
        <RefusalText failure={form.failure} />
        <div className="form-actions">
          <Button onPress={cancel}>{t('do.cancel')}</Button>
          <Button kind="primary" type="submit" isDisabled={form.pending}>
            {t('do.record')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
