/** The foot of a setting's form: save, discard, and whether what is typed is on the record. */
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { FormRefusal } from '../../parts/form-refusal.tsx';
import type { FormState } from '../../state/form.ts';
import type { Setting } from './use-setting.ts';

interface Props {
  form: FormState;
  settings: readonly Pick<Setting<object>, 'unsaved' | 'discard'>[];
  /** By the last save; null before the first one. */
  changed: boolean | null;
}

export function SaveBar({ form, settings, changed }: Props) {
  const { t } = useTranslation();
  const unsaved = settings.some((setting) => setting.unsaved);
  const outcome = changed === null ? '' : changed ? t('admin.saved') : t('admin.sameAsBefore');
  const discard = () => {
    for (const setting of settings) setting.discard();
  };
  return (
    <>
      <FormRefusal forms={[form]} />
      <div className="form-actions save-bar">
        <p role="status" className={unsaved ? 'muted' : 'save-word'}>
          {unsaved ? t('admin.notSaved') : outcome}
        </p>
        {unsaved ? <Button onPress={discard}>{t('admin.discard')}</Button> : null}
        <Button kind="primary" type="submit" isDisabled={form.pending}>
          {t('admin.save')}
        </Button>
      </div>
    </>
  );
}
