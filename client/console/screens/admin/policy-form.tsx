/** Sets the ladder of a line end for a severity: who is called when, and the deadlines after an answer. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { severity } from '../../../../shared/cap.ts';
import type { Line } from '../../../../shared/nouns/line.ts';
import { defaultLadder, ladder, type Policy, step } from '../../../../shared/nouns/policy.ts';
import { Select } from '../../parts/field.tsx';
import { useCommandForm } from '../../state/form.ts';
import { useNames } from '../../state/names.ts';
import { LadderSteps } from './ladder-steps.tsx';
import { MinutesField } from './minutes-field.tsx';
import { PolicyPreview } from './policy-preview.tsx';
import { SaveBar } from './save-bar.tsx';
import { useSetting } from './use-setting.ts';

interface Props {
  policy: Policy | undefined;
  lines: readonly Line[];
  onSaved: (policyId: string) => void;
}

/** Where it holds; `grave` is empty for every severity. */
const placeShape = z.object({ lineCode: z.string(), endCode: z.string(), grave: z.string() });

/** As it is typed: a time may not fit yet. */
const ladderShape = ladder.extend({
  steps: z.array(step.extend({ waitMs: z.number() })),
  acceptWithinMs: z.number().nullable(),
  followUpWithinMs: z.number().nullable(),
});

export function PolicyForm({ policy, lines, onSaved }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const form = useCommandForm('policy.set');
  const place = useSetting('policy', policy, placeShape, {
    lineCode: policy?.lineCode ?? '',
    endCode: policy?.endCode ?? '',
    grave: policy?.severity ?? '',
  });
  const { endCode, grave } = place.now;
  const lineCode = place.now.lineCode || (lines[0]?.code ?? '');
  const line = lines.find(({ code }) => code === lineCode);
  const ends = (line?.ends ?? []).filter(({ mine }) => mine);
  const setting = useSetting('ladder', policy, ladderShape, policy?.ladder ?? defaultLadder);
  const { now: values, put, fillings } = setting;
  const [changed, setChanged] = useState<boolean | null>(null);
  const end = ends.some(({ code }) => code === endCode) ? endCode : (ends[0]?.code ?? endCode);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const chosen = severity.safeParse(grave);
    const saved = await form.submit({
      lineCode,
      endCode: end,
      severity: chosen.success ? chosen.data : null,
      ladder: values,
    });
    if (!saved) return setChanged(null);
    setChanged(saved.changed);
    place.saved();
    setting.saved();
    onSaved(saved.policyId);
  };
  return (
    <form className="stack" onSubmit={(event) => void save(event)} noValidate>
      <h2>{policy ? names.end(policy.endId) : t('admin.newPolicy')}</h2>
      <div className="form-grid form-grid-three">
        <Select
          label={t('filter.line')}
          value={lineCode}
          disabled={policy !== undefined}
          onChange={(next) => place.put({ lineCode: next })}
          choices={lines.map((one) => ({ value: one.code, label: names.of(one.name) }))}
        />
        <Select
          label={t('policy.end')}
          value={end}
          disabled={policy !== undefined}
          onChange={(next) => place.put({ endCode: next })}
          choices={ends.map((one) => ({ value: one.code, label: names.of(one.name) }))}
          problem={form.problem('endCode')}
        />
        <Select
          label={t('incident.severity')}
          value={grave}
          disabled={policy !== undefined}
          onChange={(next) => place.put({ grave: next })}
          choices={[
            { value: '', label: t('policy.everySeverity') },
            ...severity.options.map((value) => ({ value, label: t(`severity.${value}`) })),
          ]}
        />
      </div>
      <fieldset className="group">
        <legend className="field-label">{t('ladder.title')}</legend>
        <LadderSteps
          key={fillings}
          steps={values.steps}
          onChange={(steps) => put({ steps })}
          problem={(path) => form.problem(`ladder.steps.${path}`)}
        />
      </fieldset>
      <div className="form-grid" key={fillings}>
        <MinutesField
          label={t('policy.acceptWithin')}
          hint={t('policy.noneIfEmpty')}
          ms={values.acceptWithinMs}
          onChange={(acceptWithinMs) => put({ acceptWithinMs })}
          problem={form.problem('ladder.acceptWithinMs')}
        />
        <MinutesField
          label={t('policy.followUpWithin')}
          hint={t('policy.noneIfEmpty')}
          ms={values.followUpWithinMs}
          onChange={(followUpWithinMs) => put({ followUpWithinMs })}
          problem={form.problem('ladder.followUpWithinMs')}
        />
      </div>
      <PolicyPreview
        lineId={line?.id}
        endId={ends.find(({ code }) => code === end)?.endId}
        severity={severity.catch('Severe').parse(grave)}
        ladder={values}
      />
      <p className="small muted">{t('policy.frozen')}</p>
      <SaveBar form={form} settings={[place, setting]} changed={changed} />
    </form>
  );
}
