/** A dialog with a form of one command, or of two that follow each other: its fields, its foot, and how it is left. */
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormState } from '../state/form.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FormRefusal } from './form-refusal.tsx';

interface Props {
  title: string;
  wide?: boolean;
  forms: readonly (FormState & { forget(): void })[];
  /** What the one button says. */
  act: string;
  large?: boolean;
  /** Nothing can be sent at present. */
  disabled?: boolean;
  /** Does it; true when it is on the record. */
  onSubmit: () => Promise<boolean>;
  /** Throws away what is kept of the words, once they are on the record or nobody wants them. */
  forget: () => void;
  onClose: () => void;
  children: ReactNode;
}

export function FormDialog(props: Props) {
  const { title, wide = false, forms, act, large = false, disabled = false, children } = props;
  const { onSubmit, forget, onClose } = props;
  const { t } = useTranslation();
  const pending = forms.some((form) => form.pending);
  const leave = () => {
    for (const form of forms) form.forget();
    forget();
    onClose();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!disabled && (await onSubmit())) leave();
  };
  return (
    <Dialog title={title} onClose={onClose} wide={wide}>
      <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
        {children}
        <FormRefusal forms={forms} />
        <div className="form-actions">
          <Button onPress={leave}>{t('do.cancel')}</Button>
          <Button kind="primary" large={large} type="submit" isDisabled={disabled || pending}>
            {pending ? t('state.sending') : act}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
