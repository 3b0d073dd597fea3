/** Raises an alert in an incident. */
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../../shared/nouns/incident.ts';
import type { Line } from '../../../../shared/nouns/line.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { useCommandForm } from '../../state/form.ts';
import { tell } from '../../state/notices.ts';
import { AlertFields, useAlertFields } from './alert-fields.tsx';

interface Props {
  incident: Incident;
  line: Line | undefined;
  endId: string;
  onClose: () => void;
}

export function RaiseAlert({ incident, line, endId, onClose }: Props) {
  const { t } = useTranslation();
  const form = useCommandForm('alert.raise');
  const others = (line?.ends ?? []).filter((end) => end.endId !== endId);
  const fields = useAlertFields(`alert.raise.${incident.id}`, incident.severity, others);

  const raise = async (event: FormEvent) => {
    event.preventDefault();
    const raised = await form.submit({ incidentId: incident.id, endId, ...fields.said });
    if (!raised) return;
    fields.forget();
    tell(t('raise.done', { seq: raised.seq }));
    onClose();
  };
  const cancel = () => {
    fields.forget();
    onClose();
  };
  return (
    <Dialog title={t('raise.on', { number: incident.number })} onClose={onClose} wide>
      <form className="stack" onSubmit={(event) => void raise(event)} noValidate>
        {incident.capStatus === 'Actual' ? null : (
          <p className="cap-tape">
            <span>{t(`capStatus.${incident.capStatus}`)}</span> <span>{t('incident.notReal')}</span>
          </p>
        )}
        <AlertFields fields={fields} problem={form.problem} />
        <RefusalText failure={form.failure} />
        <div className="form-actions">
          <Button onPress={cancel}>{t('do.cancel')}</Button>
          <Button kind="primary" large type="submit" isDisabled={form.pending}>
            {form.pending ? t('state.sending') : t('raise.title')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
