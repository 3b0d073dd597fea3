/** Records the agreement a line rests on. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { Line } from '../../../../shared/nouns/line.ts';
import { TextField } from '../../parts/text-field.tsx';
import { useCommandForm } from '../../state/form.ts';
import { dateOf, plainDate } from '../../state/format.ts';
import { SaveBar } from './save-bar.tsx';
import { useSetting } from './use-setting.ts';

const shape = z.object({
  reference: z.string(),
  signedOn: z.string(),
  validUntil: z.string(),
  note: z.string(),
});

export function AgreementForm({ line, onSaved }: { line: Line; onSaved: () => void }) {
  const { t } = useTranslation();
  const form = useCommandForm('agreement.set');
  const setting = useSetting('agreement', line, shape, {
    reference: line.agreement?.reference ?? '',
    signedOn: plainDate(line.agreement?.signedOn ?? ''),
    validUntil: plainDate(line.agreement?.validUntil ?? ''),
    note: line.agreement?.note ?? '',
  });
  const { now: values, put } = setting;
  const [changed, setChanged] = useState<boolean | null>(null);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const saved = await form.submit({
      lineCode: line.code,
      reference: values.reference,
      signedOn: dateOf(values.signedOn) ?? values.signedOn,
      validUntil: values.validUntil.trim() ? (dateOf(values.validUntil) ?? values.validUntil) : null,
      note: values.note.trim() || null,
    });
    if (!saved) return setChanged(null);
    setChanged(saved.changed);
    setting.saved();
    onSaved();
  };
  const field = (
    name: keyof typeof values,
    more: { placeholder?: string; wide?: boolean; hint?: string } = {},
  ) => (
    <TextField
      label={t(`agreement.${name}`)}
      value={values[name]}
      onChange={(value) => put({ [name]: value })}
      problem={form.problem(name)}
      {...more}
    />
  );
  return (
    <form className="stack" onSubmit={(event) => void save(event)} noValidate>
      <h3>{t('agreement.title')}</h3>
      <div className="form-grid">
        {field('reference', { wide: true })}
        {field('signedOn', { placeholder: t('time.dateForm') })}
        {field('validUntil', { placeholder: t('time.dateForm'), hint: t('agreement.unlimitedHint') })}
        {field('note', { wide: true })}
      </div>
      <SaveBar form={form} settings={[setting]} changed={changed} />
    </form>
  );
}
