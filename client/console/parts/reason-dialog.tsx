/** A command that needs nothing but a reason, or that may have one. */
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../shared/commands.ts';
import type { SendableName } from '../../sdk/send.ts';
import { useCommandForm } from '../state/form.ts';
import { useKeptText } from '../state/kept.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { RefusalText } from './refusal.tsx';
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
  /** More fields, above the reason. */
  children?: ReactNode;
}

/** A reason for those commands that do without: what was left empty is not sent. */
export const ifGiven = (reason: string) => (reason.trim() === '' ? {} : { reason });

export function ReasonDialog<N extends SendableName>(props: Props<N>) {
  const { name, subject, title, inputOf, onClose, onDone, confirm, disabled = false, children } = props;
  const { t } = useTranslation();
  const form = useCommandForm(name);
  const [reason, setReason, forget] = useKeptText(`${name}.${subject}`);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (disabled || !(await form.submit(inputOf(reason)))) return;
    forget();
    onDone?.();
    onClose();
  };
  const cancel = () => {
    forget();
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void save(event)} noValidate>
        {children}
        <TextField
          label={t(confirm ? 'do.reasonOptional' : 'do.reason')}
          rows={confirm ? 1 : 3}
          hint={confirm ? t('do.reasonShared') : undefined}
          value={reason}
          onChange={setReason}
          problem={form.problem('reason')}
        />
        <RefusalText failure={form.failure} />
        <div className="form-actions">
          <Button onPress={cancel}>{t('do.cancel')}</Button>
          <Button kind="primary" type="submit" isDisabled={disabled || form.pending}>
            {form.pending ? t('state.sending') : (confirm ?? t('do.record'))}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
