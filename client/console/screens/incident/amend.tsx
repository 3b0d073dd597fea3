/** Corrects the facts of an incident; only what was changed is recorded. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { severity } from '../../../../shared/cap.ts';
import type { InputOf } from '../../../../shared/commands.ts';
import type { Incident } from '../../../../shared/nouns/incident.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Select } from '../../parts/field.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useCommandForm } from '../../state/form.ts';
import { fieldTime, instantOf } from '../../state/format.ts';
import { useKept } from '../../state/kept.ts';
import { useZone } from '../../state/reader.ts';
import { useCategoryChoices } from '../incidents/categories.ts';
import { keptPlace, PlaceFields, placeInput, placeValues } from '../incidents/place-fields.tsx';

const keptValues = z.object({
  title: z.string(),
  category: z.string(),
  severity: z.string(),
  occurredAt: z.string(),
  place: keptPlace,
  subjects: z.string(),
  outcome: z.string(),
});
type Values = z.infer<typeof keptValues>;
/** Only what was changed: what the other side amends meanwhile is not set back. */
const keptChanges = keptValues.partial();

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

function changesOf(before: Values, now: Values, zone: string): Changes {
  const is = (name: keyof Values) => JSON.stringify(before[name]) !== JSON.stringify(now[name]);
  // What is no time goes to the schema as it is: it says so at the field.
  const occurredAt = instantOf(now.occurredAt, zone) ?? now.occurredAt;
  return {
    ...(is('title') ? { title: now.title } : {}),
    ...(is('category') ? { category: now.category } : {}),
    ...(is('severity') ? { severity: severity.catch('Unknown').parse(now.severity) } : {}),
    ...(is('occurredAt') ? { occurredAt } : {}),
    ...(is('place') ? { place: placeInput(now.place) } : {}),
    ...(is('subjects') ? { subjects: now.subjects.trim() === '' ? null : Number(now.subjects) } : {}),
    ...(is('outcome') ? { outcome: now.outcome.trim() === '' ? null : now.outcome } : {}),
  };
}

export function Amend({
  incident,
  endId,
  onClose,
}: {
  incident: Incident;
  endId: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const zone = useZone();
  const form = useCommandForm('incident.amend');
  const [before] = useState(() => valuesOf(incident, zone));
  const [kept, change, forget] = useKept(`incident.amend.${incident.id}`, keptChanges, {});
  const values: Values = Object.assign({}, before, kept);
  const put = (changes: Partial<Values>) => change((now) => ({ ...now, ...changes }));

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const changes = changesOf(before, values, zone);
    if (!(await form.submit({ incidentId: incident.id, endId, changes }))) return;
    forget();
    onClose();
  };
  const cancel = () => {
    forget();
    onClose();
  };
  return (
    <Dialog title={t('amend.title')} onClose={onClose} wide>
      <form className="stack" onSubmit={(event) => void save(event)} noValidate>
        <div className="form-grid">
          <TextField
            wide
            label={t('incident.title')}
            value={values.title}
            onChange={(title) => put({ title })}
            problem={form.problem('changes.title')}
          />
          <Select
            label={t('incident.category')}
            value={values.category}
            onChange={(category) => put({ category })}
            choices={useCategoryChoices()}
          />
          <Select
            label={t('incident.severity')}
            value={values.severity}
            onChange={(value) => put({ severity: value })}
            choices={severity.options.map((value) => ({ value, label: t(`severity.${value}`) }))}
          />
          <TextField
            label={t('incident.occurredAt')}
            placeholder={t('time.form')}
            value={values.occurredAt}
            onChange={(occurredAt) => put({ occurredAt })}
            problem={form.problem('changes.occurredAt')}
          />
          <TextField
            label={t('incident.subjects')}
            type="number"
            value={values.subjects}
            onChange={(subjects) => put({ subjects })}
            problem={form.problem('changes.subjects')}
          />
          <PlaceFields
            values={values.place}
            onChange={(place) => put({ place })}
            problem={form.problem}
            path="changes.place"
          />
          <TextField
            wide
            rows={3}
            label={t('incident.outcome')}
            value={values.outcome}
            onChange={(outcome) => put({ outcome })}
            problem={form.problem('changes.outcome')}
          />
        </div>
        {form.problem('changes') ? <p className="field-problem">{form.problem('changes')}</p> : null}
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
