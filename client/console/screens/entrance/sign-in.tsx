/** Signing in: name, password, language; refusals in the reader's own words. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndReason } from '../../../sdk/session.ts';
import { Button } from '../../parts/button.tsx';
import { FormRefusal } from '../../parts/form-refusal.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useForm } from '../../state/form.ts';
import { client } from '../../state/hotline.ts';
import { Doorway } from './doorway.tsx';

export function SignIn({ ended }: { ended: EndReason | null }) {
  const { t } = useTranslation();
  const form = useForm('session.open', (input) => client.signIn(input.username, input.password));
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');

  const enter = (event: FormEvent) => {
    event.preventDefault();
    void form.submit({ username, password });
  };
  return (
    <Doorway title={t('signIn.title')} lead={t('signIn.lead')}>
      {ended && ended !== 'signed_out' ? (
        <p className="refusal" role="alert">
          {t(`signIn.ended.${ended}`)}
        </p>
      ) : null}
      <form className="stack" onSubmit={enter} noValidate>
        <TextField
          label={t('signIn.username')}
          value={username}
          onChange={setUsername}
          autoComplete="username"
          code
          problem={form.problem('username')}
        />
        <TextField
          label={t('signIn.password')}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="current-password"
          problem={form.problem('password')}
        />
        <FormRefusal forms={[form]} />
        <Button kind="primary" large type="submit" isDisabled={form.pending}>
          {form.pending ? t('signIn.pending') : t('signIn.enter')}
        </Button>
      </form>
    </Doorway>
  );
}
