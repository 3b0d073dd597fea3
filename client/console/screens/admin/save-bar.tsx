/** The foot of a setting's form: save, and whether anything was changed. */
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import type { Failure } from '../../state/failure.ts';

interface Props {
  pending: boolean;
  failure: Failure | null;
  /** Null before the first save. */
  changed: boolean | null;
}

export function SaveBar({ pending, failure, changed }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <RefusalText failure={failure} />
      <div className="form-actions save-bar">
        <p role="status" className="save-word">
          {changed === null ? '' : changed ? t('admin.saved') : t('admin.sameAsBefore')}
        </p>
        <Button kind="primary" type="submit" isDisabled={pending}>
          {t('admin.save')}
        </Button>
      </div>
    </>
  );
}
