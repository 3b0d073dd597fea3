/** Cuts an officer off, lets him in again, or sets his password. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Officer } from '../../../../shared/nouns/officer.ts';
import { Button } from '../../parts/button.tsx';
import { FormRefusal } from '../../parts/form-refusal.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useAct } from '../../state/act.ts';
import { useCommandForm } from '../../state/form.ts';
import { send } from '../../state/hotline.ts';
import { tell } from '../../state/notices.ts';

export function OfficerAccess({ officer, onChanged }: { officer: Officer; onChanged: () => void }) {
  const { t } = useTranslation();
  const act = useAct();
  const form = useCommandForm('officer.set_password');
  const [password, setPassword] = useState('');
  const officerId = officer.id;

  const turn = async () => {
    const name = officer.disabled ? 'officer.enable' : 'officer.disable';
    if (!(await act.run(() => send(name, { officerId })))) return;
    tell(t(officer.disabled ? 'admin.enabledNow' : 'admin.disabledNow', { name: officer.name }));
    onChanged();
  };
  const setNew = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await form.submit({ officerId, password }))) return;
    setPassword('');
    tell(t('admin.passwordSet', { name: officer.name }));
    onChanged();
  };
  return (
    <form className="stack" onSubmit={(event) => void setNew(event)} noValidate>
      <h3>{t('admin.access')}</h3>
      <div className="row spread">
        <p>{officer.disabled ? t('admin.isDisabled') : t('admin.isEnabled')}</p>
        <Button isDisabled={act.pending} onPress={() => void turn()}>
          {officer.disabled ? t('admin.enable') : t('admin.disable')}
        </Button>
      </div>
      <RefusalText failure={act.failure} />
      <TextField
        type="password"
        autoComplete="new-password"
        label={t('account.nextPassword')}
        hint={t('admin.passwordMeans')}
        value={password}
        onChange={setPassword}
        problem={form.problem('password')}
      />
      <FormRefusal forms={[form]} />
      <div className="form-actions">
        <Button type="submit" isDisabled={form.pending}>
          {t('admin.setPassword')}
        </Button>
      </div>
    </form>
  );
}
