/** The officer's own matters: language, password, signing out here or everywhere. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../state/reader.ts';
import { Button } from './button.tsx';
import { ChangePassword } from './change-password.tsx';
import { Dialog } from './dialog.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Named } from './named.tsx';
import { part } from './part.tsx';
import { WatchState } from './watch-state.tsx';

const SignOut = part(async () => (await import('./sign-out.tsx')).SignOut);

export function Account() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const me = useMe();
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('account.open')}</Button>
      {open ? (
        <Dialog title={me.officer.name} onClose={() => setOpen(false)}>
          <p className="muted">
            {t(`role.${me.officer.role}`)} · <Named name={me.station.name} /> ·{' '}
            <Named name={me.organisation.name} />
          </p>
          <div className="row">
            <LanguageSwitch />
            <WatchState />
          </div>
          <ChangePassword />
          <SignOut />
        </Dialog>
      ) : null}
    </>
  );
}
