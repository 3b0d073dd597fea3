/** The officer's own matters: language, password, signing out here or everywhere. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../state/act.ts';
import { client } from '../state/hotline.ts';
import { useMe } from '../state/reader.ts';
import { Button } from './button.tsx';
import { ChangePassword } from './change-password.tsx';
import { Dialog } from './dialog.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Named } from './named.tsx';
import { RefusalText } from './refusal.tsx';
import { WatchState } from './watch-state.tsx';

export function Account() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const me = useMe();
  const act = useAct();
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
          <RefusalText failure={act.failure} />
          <div className="form-actions">
            <Button onPress={() => void act.run(() => client.signOut({ everywhere: true }))}>
              {t('account.signOutEverywhere')}
            </Button>
            <Button kind="primary" onPress={() => void client.signOut()}>
              {t('account.signOut')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
