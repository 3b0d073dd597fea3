/** Opens an incident on a line: what, how grave, real or exercise, when and where. */
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { capStatus, severity } from '../../../../shared/cap.ts';
import type { InputOf } from '../../../../shared/commands.ts';
import type { Line } from '../../../../shared/nouns/line.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { actingEnd, EndChoice, useMyEnds } from '../../parts/end-choice.tsx';
import { Select } from '../../parts/field.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useCommandForm } from '../../state/form.ts';
import { instantOf } from '../../state/format.ts';
import { useKept } from '../../state/kept.ts';
import { useNames } from '../../state/names.ts';
import { useZone } from '../../state/reader.ts';
import { goTo } from '../../state/route.ts';
import { useCategoryChoices } from './categories.ts';
import { emptyPlace, keptPlace, PlaceFields, placeInput } from './place-fields.tsx';

const keptValues = z.object({
  title: z.string(),
  category: z.string(),
  severity: z.string(),
  capStatus: z.string(),
  occurredAt: z.string(),
  subjects: z.string(),
  place: keptPlace,
  endId: z.string(),
});
type Values = z.infer<typeof keptValues>;

const empty: Values = {
  title: '',
  category: 'other',
  severity: 'Moderate',
  capStatus: 'Actual',
  occurredAt: '',
  subjects: '',
  place: emptyPlace,
  endId: '',
};

function inputOf(line: Line, values: Values, zone: string): InputOf<'incident.open'> {
  return {
    lineId: line.id,
    endId: values.endId,
    title: values.title,
    category: values.category,
    severity: severity.catch('Unknown').parse(values.severity),
    capStatus: capStatus.catch('Actual').parse(values.capStatus),
    place: placeInput(values.place),
    subjects: values.subjects.trim() === '' ? null : Number(values.subjects),
    // What is no time goes to the schema as it is: it says so at the field.
    ...(values.occurredAt.trim()
      ? { occurredAt: instantOf(values.occurredAt, zone) ?? values.occurredAt }
      : {}),
  };
}

export function OpenIncident({ line, onClose }: { line: Line; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const zone = useZone();
  const form = useCommandForm('incident.open');
  const mine = useMyEnds(line);
  const [kept, change, forget] = useKept(`incident.open.${line.id}`, keptValues, empty);
  const values = { ...kept, endId: actingEnd(mine, kept.endId) };
  const put = (changes: Partial<Values>) => change((now) => ({ ...now, ...changes }));

  const open = async (event: FormEvent) => {
    event.preventDefault();
    const opened = await form.submit(inputOf(line, values, zone));
    if (!opened) return;
    forget();
    onClose();
    goTo({ screen: 'incident', incidentId: opened.incidentId });
  };
  const cancel = () => {
    forget();
    onClose();
  };
  return (
    <Dialog title={t('open.on', { line: names.of(line.name) })} onClose={onClose} wide>
      <form className="stack" onSubmit={(event) => void open(event)} noValidate>
        <div className="form-grid">
          <TextField
            wide
            label={t('incident.title')}
            value={values.title}
            onChange={(title) => put({ title })}
            problem={form.problem('title')}
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
          <Select
            label={t('incident.capStatus')}
            value={values.capStatus}
            onChange={(value) => put({ capStatus: value })}
            choices={capStatus.options.map((value) => ({ value, label: t(`capStatus.${value}`) }))}
            hint={values.capStatus === 'Actual' ? undefined : t('open.notReal')}
          />
          <TextField
            label={t('incident.occurredAt')}
            placeholder={t('time.form')}
            value={values.occurredAt}
            onChange={(occurredAt) => put({ occurredAt })}
            hint={t('open.nowIfEmpty')}
            problem={form.problem('occurredAt')}
          />
          <PlaceFields values={values.place} onChange={(place) => put({ place })} problem={form.problem} />
          <TextField
            label={t('incident.subjects')}
            type="number"
            value={values.subjects}
            onChange={(subjects) => put({ subjects })}
            problem={form.problem('subjects')}
          />
          <EndChoice ends={mine} value={values.endId} onChange={(endId) => put({ endId })} />
        </div>
        <RefusalText failure={form.failure} />
        <div className="form-actions">
          <Button onPress={cancel}>{t('do.cancel')}</Button>
          <Button kind="primary" type="submit" isDisabled={form.pending}>
            {t('open.title')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
