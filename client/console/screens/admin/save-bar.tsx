/** The foot of a setting's form: save, and whether anything was changed. */
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { FormRefusal } from '../../parts/form-refusal.tsx';
import type { FormState } from '../../state/form.ts';

interface Props {
  form: FormState;
  /** Null before the first save. */
  changed: boolean | null;
}

export function SaveBar({ form, changed }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <FormRefusal forms={[form]} />
      <div className="form-actions save-bar">
        <p role="status" className="save-word">
          {changed === null ? '' : changed ? t('admin.saved') : t('admin.sameAsBefore')}
        </p>
        <Button kind="primary" type="submit" isDisabled={form.pending}>
          {t('admin.save')}
        </Button>
      </div>
    </>
  );
}
