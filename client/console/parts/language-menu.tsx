/** The present language in the top bar; pressing it offers the five. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ownNames } from '../../../shared/text.ts';
import { languageNow } from '../state/language.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { LanguageSwitch } from './language-switch.tsx';

export function LanguageMenu() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const now = languageNow();
  return (
    <>
      <Button
        kind="quiet"
        aria-label={`${t('top.language')}: ${ownNames[now]}`}
        onPress={() => setOpen(true)}
      >
        <span lang={now} className="language-name">
          {ownNames[now]}
        </span>
      </Button>
      {open ? (
        <Dialog title={t('top.language')} onClose={() => setOpen(false)}>
          <LanguageSwitch />
        </Dialog>
      ) : null}
    </>
  );
}
