/** Changes one's own password; every other session of the officer ends. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../state/form.ts';
import { client } from '../state/hotline.ts';
import { tell } from '../state/notices.ts';
import { Button } from './button.tsx';
import { FormRefusal } from './form-refusal.tsx';
import { TextField } from './text-field.tsx';

export function ChangePassword() {
  const { t } = useTranslation();
  const form = useForm('session.change_password', (input) => client.call('session.change_password', input));
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await form.submit({ current, next }))) return;
    setCurrent('');
    setNext('');
    tell(t('account.passwordChanged'));
  };
  return (
    <form className="stack" onSubmit={(event) => void save(event)} noValidate>
      <h3>{t('account.changePassword')}</h3>
      <div className="form-grid">
        <TextField
          label={t('account.currentPassword')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          problem={form.problem('current')}
        />
        <TextField
          label={t('account.nextPassword')}
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={setNext}
          hint={t('account.passwordHint')}
          problem={form.problem('next')}
        />
      </div>
      <FormRefusal forms={[form]} />
      <div className="form-actions">
        <Button type="submit" isDisabled={form.pending}>
          {t('account.changePassword')}
        </Button>
      </div>
    </form>
  );
}
