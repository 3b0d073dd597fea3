/** Signing out, here or everywhere: what was begun and not sent goes from this device, and that is asked first. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../state/act.ts';
import { forgetDrafts, hasDrafts } from '../state/drafts.ts';
import { client } from '../state/hotline.ts';
import { forgetPresses } from '../state/one-key.ts';
import { useMe } from '../state/reader.ts';
import { Button } from './button.tsx';
import { RefusalText } from './refusal.tsx';

export function SignOut() {
  const { t } = useTranslation();
  const { officer } = useMe();
  const act = useAct();
  const [asked, setAsked] = useState<{ everywhere: boolean } | null>(null);
  const leave = (how: { everywhere: boolean }) =>
    act.run(async () => {
      await client.signOut(how);
      forgetDrafts(officer.id);
      forgetPresses(officer.id);
    });
  const ask = (how: { everywhere: boolean }) => (hasDrafts(officer.id) ? setAsked(how) : void leave(how));
  return (
    <>
      <RefusalText failure={act.failure} />
      {asked ? (
        <>
          <p role="alert">{t('account.draftsGo')}</p>
          <div className="form-actions">
            <Button onPress={() => setAsked(null)}>{t('do.cancel')}</Button>
            <Button kind="primary" isDisabled={act.pending} onPress={() => void leave(asked)}>
              {t('account.signOutAndDelete')}
            </Button>
          </div>
        </>
      ) : (
        <div className="form-actions">
          <Button onPress={() => ask({ everywhere: true })}>{t('account.signOutEverywhere')}</Button>
          <Button kind="primary" onPress={() => ask({ everywhere: false })}>
            {t('account.signOut')}
          </Button>
        </div>
      )}
    </>
  );
}
