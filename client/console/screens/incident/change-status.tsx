/** Changes an incident's status, with a reason. Closing is agreed by every end; a commander may close alone. */
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { type Incident, type IncidentStatus, incidentStatus } from '../../../../shared/nouns/incident.ts';
import { Select } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useCommandForm } from '../../state/form.ts';
import { useKept } from '../../state/kept.ts';
import { mayCommand, useMe } from '../../state/reader.ts';

/** Where an incident can go from each status; the first is the usual next. */
const nextStatuses: Record<IncidentStatus, readonly [IncidentStatus, ...IncidentStatus[]]> = {
  open: ['in_progress', 'resolved'],
  in_progress: ['resolved', 'open'],
  resolved: ['closed', 'in_progress', 'open'],
  closed: ['open'],
};

const keptWish = z.object({ to: incidentStatus.nullable(), alone: z.boolean(), reason: z.string() });
type Wish = z.infer<typeof keptWish>;

interface Props {
  incident: Incident;
  endId: string;
  onClose: () => void;
}

export function ChangeStatus({ incident, endId, onClose }: Props) {
  const { t } = useTranslation();
  const { officer } = useMe();
  const name = `incident.change_status.${incident.id}`;
  const form = useCommandForm('incident.change_status', name);
  const [wish, change, forget] = useKept(name, keptWish, { to: null, alone: false, reason: '' });
  const put = (changes: Partial<Wish>) => change((now) => ({ ...now, ...changes }));
  const next = nextStatuses[incident.status];
  const to = wish.to ?? next[0];
  // What was asked for stays asked for: it may be on the record already, and its reply lost.
  const choices = next.includes(to) ? next : [to, ...next];
  const mayGoAlone = to === 'closed' && mayCommand(officer.role);

  const save = async () => {
    const { reason } = wish;
    const alone = mayGoAlone && wish.alone;
    put({ to });
    return (await form.submit({ incidentId: incident.id, endId, to, reason, alone })) !== undefined;
  };
  return (
    <FormDialog
      title={t('status.change')}
      forms={[form]}
      act={t('do.record')}
      onSubmit={save}
      forget={forget}
      onClose={onClose}
    >
      <Select
        label={t('status.to')}
        value={to}
        onChange={(value) => put({ to: incidentStatus.catch(to).parse(value) })}
        choices={choices.map((value) => ({ value, label: t(`status.${value}`) }))}
        hint={to === 'closed' ? t('status.closeTogether') : undefined}
        problem={form.problem('to')}
      />
      {mayGoAlone ? (
        <label className="check">
          <input
            type="checkbox"
            checked={wish.alone}
            onChange={(event) => put({ alone: event.target.checked })}
          />
          {t('status.alone')}
        </label>
      ) : null}
      <TextField
        label={t('do.reason')}
        rows={3}
        value={wish.reason}
        onChange={(reason) => put({ reason })}
        problem={form.problem('reason')}
      />
    </FormDialog>
  );
}
