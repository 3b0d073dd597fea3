/** Corrects the facts of an incident; only what was changed is recorded. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { InputOf } from '../../../../shared/commands.ts';
import type { Incident } from '../../../../shared/nouns/incident.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useCommandForm } from '../../state/form.ts';
import { fieldTime } from '../../state/format.ts';
import { useKept } from '../../state/kept.ts';
import { useZone } from '../../state/reader.ts';
import { CaseFields, factsInput, keptFacts } from '../incidents/case-fields.tsx';
import { placeValues } from '../incidents/place-fields.tsx';

const keptValues = keptFacts.extend({ outcome: z.string() });
type Values = z.infer<typeof keptValues>;
/** Only what was changed: what the other side amends meanwhile is not set back. */
const keptChanges = z.object({ before: keptValues, now: keptValues.partial() });

function valuesOf(incident: Incident, zone: string): Values {
  return {
    title: incident.title,
    category: incident.category,
    severity: incident.severity,
    occurredAt: fieldTime(incident.occurredAt, zone),
    place: placeValues(incident.place),
    subjects: incident.subjects === null ? '' : String(incident.subjects),
    outcome: incident.outcome ?? '',
  };
}
type Changes = InputOf<'incident.amend'>['changes'];

/** What was typed and typed back is no change; what was recorded though its reply was lost is the same one again. */
function changesOf({ before, now }: z.infer<typeof keptChanges>, values: Values, zone: string): Changes {
  const outcome = values.outcome.trim() === '' ? null : values.outcome;
  const all: Changes = { ...factsInput(values, zone), outcome };
  const names = keptValues.keyof().options;
  const untouched = names.filter(
    (name) => now[name] === undefined || JSON.stringify(now[name]) === JSON.stringify(before[name]),
  );
  for (const name of untouched) delete all[name];
  return all;
}

interface Props {
  incident: Incident;
  endId: string;
  onClose: () => void;
}

export function Amend({ incident, endId, onClose }: Props) {
  const { t } = useTranslation();
  const zone = useZone();
  const name = `incident.amend.${incident.id}`;
  const form = useCommandForm('incident.amend', name);
  const [before] = useState(() => valuesOf(incident, zone));
  const [kept, change, forget] = useKept(name, keptChanges, { before, now: {} });
  const values: Values = Object.assign({}, before, kept.now);
  const put = (changes: Partial<Values>) =>
    change((typed) => ({ ...typed, now: { ...typed.now, ...changes } }));

  const save = async () => {
    const changes = changesOf(kept, values, zone);
    return (await form.submit({ incidentId: incident.id, endId, changes })) !== undefined;
  };
  return (
    <FormDialog
      wide
      title={t('amend.title')}
      forms={[form]}
      act={t('do.record')}
      onSubmit={save}
      forget={forget}
      onClose={onClose}
    >
      <div className="form-grid">
        <CaseFields values={values} onChange={put} problem={form.problem} path="changes." />
        <TextField
          wide
          rows={3}
          label={t('incident.outcome')}
          value={values.outcome}
          onChange={(outcome) => put({ outcome })}
          problem={form.problem('changes.outcome')}
        />
      </div>
    </FormDialog>
  );
}
