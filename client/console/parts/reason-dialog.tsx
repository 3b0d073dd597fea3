/** A command that needs nothing but a reason, or that may have one. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../shared/commands.ts';
import type { SendableName } from '../../sdk/send.ts';
import { type FormState, useCommandForm } from '../state/form.ts';
import { useKeptText } from '../state/kept.ts';
import { FormDialog } from './form-dialog.tsx';
import { TextField } from './text-field.tsx';

interface Props<N extends SendableName> {
  name: N;
  /** The id of what the reason is about: the words are kept for it. */
  subject: string;
  title: string;
  inputOf: (reason: string) => InputOf<N>;
  onClose: () => void;
  onDone?: () => void;
  /** What the button says, where the reason is optional: one line then, so that Enter confirms. */
  confirm?: string;
  /** Nothing can be confirmed at present. */
  disabled?: boolean;
  /** More fields, above the reason; they are kept by whoever has them. */
  fields?: (problem: FormState['problem']) => ReactNode;
  /** Throws away what is kept of these. */
  forget?: () => void;
}

/** A reason for those commands that do without: what was left empty is not sent. */
export const ifGiven = (reason: string) => (reason.trim() === '' ? {} : { reason });

export function ReasonDialog<N extends SendableName>(props: Props<N>) {
  const { name, subject, title, inputOf, onClose, onDone, confirm, disabled, fields, forget } = props;
  const { t } = useTranslation();
  const kept = `${name}.${subject}`;
  const form = useCommandForm(name, kept);
  const [reason, setReason, forgetReason] = useKeptText(kept);
  const record = async () => {
    if (!(await form.submit(inputOf(reason)))) return false;
    onDone?.();
    return true;
  };
  return (
    <FormDialog
      title={title}
      forms={[form]}
      act={confirm ?? t('do.record')}
      disabled={disabled ?? false}
      onSubmit={record}
      forget={() => {
        forgetReason();
        forget?.();
      }}
      onClose={onClose}
    >
      {fields?.(form.problem)}
      <TextField
        label={t(confirm ? 'do.reasonOptional' : 'do.reason')}
        rows={confirm ? 1 : 3}
        hint={confirm ? t('do.reasonShared') : undefined}
        value={reason}
        onChange={setReason}
        problem={form.problem('reason')}
      />
    </FormDialog>
  );
}
