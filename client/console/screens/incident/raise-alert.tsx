/** Raises an alert in an incident. */
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../../shared/nouns/incident.ts';
import type { Line } from '../../../../shared/nouns/line.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
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
  const name = `alert.raise.${incident.id}`;
  const form = useCommandForm('alert.raise', name);
  const others = (line?.ends ?? []).filter((end) => end.endId !== endId);
  const fields = useAlertFields(name, incident.severity, others);

  const raise = async () => {
    const raised = await form.submit({ incidentId: incident.id, endId, ...fields.said });
    if (raised) tell(t('raise.done', { seq: raised.seq }));
    return raised !== undefined;
  };
  return (
    <FormDialog
      wide
      large
      title={t('raise.on', { number: incident.number })}
      forms={[form]}
      act={t('raise.title')}
      onSubmit={raise}
      forget={fields.forget}
      onClose={onClose}
    >
      {incident.capStatus === 'Actual' ? null : (
        <p className="cap-tape">
          <span>{t(`capStatus.${incident.capStatus}`)}</span> <span>{t('incident.notReal')}</span>
        </p>
      )}
      <AlertFields fields={fields} problem={form.problem} />
    </FormDialog>
  );
}
