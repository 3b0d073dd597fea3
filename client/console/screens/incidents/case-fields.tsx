/** The facts of an incident: what, how grave, when and where, how many. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { severity } from '../../../../shared/cap.ts';
import { Select } from '../../parts/field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import type { FormState } from '../../state/form.ts';
import { instantOf } from '../../state/format.ts';
import { useCategoryChoices } from './categories.ts';
import { keptPlace, PlaceFields, placeInput } from './place-fields.tsx';

export const keptFacts = z.object({
  title: z.string(),
  category: z.string(),
  severity: z.string(),
  occurredAt: z.string(),
  subjects: z.string(),
  place: keptPlace,
});
type Facts = z.infer<typeof keptFacts>;

/** What is no time goes to the schema as it is: it says so at the field. */
export function factsInput({ title, category, occurredAt, subjects, place, ...facts }: Facts, zone: string) {
  return {
    title,
    category,
    severity: severity.catch('Unknown').parse(facts.severity),
    occurredAt: instantOf(occurredAt, zone) ?? occurredAt,
    subjects: subjects.trim() === '' ? null : Number(subjects),
    place: placeInput(place),
  };
}

interface Props {
  values: Facts;
  onChange: (changes: Partial<Facts>) => void;
  problem: FormState['problem'];
  /** Where the facts stand in the command. */
  path?: string;
  occurredHint?: string;
  /** More fields, behind the severity. */
  children?: ReactNode;
}

export function CaseFields({ values, onChange, problem, path = '', occurredHint, children }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        wide
        label={t('incident.title')}
        value={values.title}
        onChange={(title) => onChange({ title })}
        problem={problem(`${path}title`)}
      />
      <Select
        label={t('incident.category')}
        value={values.category}
        onChange={(category) => onChange({ category })}
        choices={useCategoryChoices()}
        problem={problem(`${path}category`)}
      />
      <Select
        label={t('incident.severity')}
        value={values.severity}
        onChange={(value) => onChange({ severity: value })}
        choices={severity.options.map((value) => ({ value, label: t(`severity.${value}`) }))}
      />
      {children}
      <TextField
        label={t('incident.occurredAt')}
        placeholder={t('time.form')}
        value={values.occurredAt}
        onChange={(occurredAt) => onChange({ occurredAt })}
        hint={occurredHint}
        problem={problem(`${path}occurredAt`)}
      />
      <TextField
        label={t('incident.subjects')}
        type="number"
        value={values.subjects}
        onChange={(subjects) => onChange({ subjects })}
        problem={problem(`${path}subjects`)}
      />
      <PlaceFields
        values={values.place}
        onChange={(place) => onChange({ place })}
        problem={problem}
        path={`${path}place`}
      />
    </>
  );
}
