/** Sets the ladder of a line end for a severity: who is called when, and the deadlines after an answer. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { severity } from '../../../../shared/cap.ts';
import type { Line } from '../../../../shared/nouns/line.ts';
import { defaultLadder, ladder as ladderShape, type Policy } from '../../../../shared/nouns/policy.ts';
import { Select } from '../../parts/field.tsx';
import { useCommandForm } from '../../state/form.ts';
import { useNames } from '../../state/names.ts';
import { LadderSteps } from './ladder-steps.tsx';
import { MinutesField } from './minutes-field.tsx';
import { PolicyPreview } from './policy-preview.tsx';
import { SaveBar } from './save-bar.tsx';
import { useNew } from './use-new.ts';

interface Props {
  policy: Policy | undefined;
  lines: readonly Line[];
  onSaved: (policyId: string) => void;
}

export function PolicyForm({ policy, lines, onSaved }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const form = useCommandForm('policy.set');
  const [lineCode, setLineCode] = useState(policy?.lineCode ?? lines[0]?.code ?? '');
  const line = lines.find(({ code }) => code === lineCode);
  const ends = (line?.ends ?? []).filter(({ mine }) => mine);
  const [endCode, setEndCode] = useState(policy?.endCode ?? '');
  const [grave, setGrave] = useState(policy?.severity ?? '');
  const [ladder, setLadder, forget] = useNew('ladder', policy, ladderShape, policy?.ladder ?? defaultLadder);
  const [changed, setChanged] = useState<boolean | null>(null);
  const end = ends.some(({ code }) => code === endCode) ? endCode : (ends[0]?.code ?? endCode);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const chosen = severity.safeParse(grave);
    const saved = await form.submit({
      lineCode,
      endCode: end,
      severity: chosen.success ? chosen.data : null,
      ladder,
    });
    if (!saved) return setChanged(null);
    setChanged(saved.changed);
    forget();
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
          onChange={setLineCode}
          choices={lines.map((one) => ({ value: one.code, label: names.of(one.name) }))}
        />
        <Select
          label={t('policy.end')}
          value={end}
          disabled={policy !== undefined}
          onChange={setEndCode}
          choices={ends.map((one) => ({ value: one.code, label: names.of(one.name) }))}
          problem={form.problem('endCode')}
        />
        <Select
          label={t('incident.severity')}
          value={grave}
          disabled={policy !== undefined}
          onChange={setGrave}
          choices={[
            { value: '', label: t('policy.everySeverity') },
            ...severity.options.map((value) => ({ value, label: t(`severity.${value}`) })),
          ]}
        />
      </div>
      <fieldset className="group">
        <legend className="field-label">{t('ladder.title')}</legend>
        <LadderSteps
          steps={ladder.steps}
          onChange={(steps) => setLadder({ ...ladder, steps })}
          problem={(path) => form.problem(`ladder.steps.${path}`)}
        />
      </fieldset>
      <div className="form-grid">
        <MinutesField
          label={t('policy.acceptWithin')}
          hint={t('policy.noneIfEmpty')}
          ms={ladder.acceptWithinMs}
          onChange={(acceptWithinMs) => setLadder({ ...ladder, acceptWithinMs })}
          problem={form.problem('ladder.acceptWithinMs')}
        />
        <MinutesField
          label={t('policy.followUpWithin')}
          hint={t('policy.noneIfEmpty')}
          ms={ladder.followUpWithinMs}
          onChange={(followUpWithinMs) => setLadder({ ...ladder, followUpWithinMs })}
          problem={form.problem('ladder.followUpWithinMs')}
        />
      </div>
      <PolicyPreview
        lineId={line?.id}
        endId={ends.find(({ code }) => code === end)?.endId}
        severity={severity.catch('Severe').parse(grave)}
        ladder={ladder}
      />
      <p className="small muted">{t('policy.frozen')}</p>
      <SaveBar form={form} changed={changed} />
    </form>
  );
}
