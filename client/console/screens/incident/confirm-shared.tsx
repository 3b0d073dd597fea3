/** After a private note, the next words to both sides are held once: where they go, and who will read them. */
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineEnd } from '../../../../shared/nouns/line.ts';
import { Button } from '../../parts/button.tsx';
import { EndName } from '../../parts/person.tsx';

interface Props {
  others: readonly LineEnd[];
  onConfirm: () => void;
  onBack: () => void;
}

export function ConfirmShared({ others, onConfirm, onBack }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const group = useRef<HTMLFieldSetElement>(null);
  // The group, not its button: the Enter that brought it here must not be able to confirm it.
  useEffect(() => group.current?.focus(), []);
  return (
    <fieldset
      ref={group}
      tabIndex={-1}
      className="confirm-shared"
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onBack();
      }}
    >
      <p id={id}>
        <strong>{t('confirmShared.title')}</strong> {t('confirmShared.readers')}
      </p>
      <ul className="confirm-readers">
        {others.map((end) => (
          <li key={end.endId}>
            <EndName endId={end.endId} />{' '}
            <span className="small muted">
              {end.watchOfficer ?? t(end.manned ? 'end.mannedNow' : 'end.unmannedNow')}
            </span>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button kind="primary" onPress={onConfirm}>
          {t('confirmShared.send')}
        </Button>
        <Button onPress={onBack}>{t('confirmShared.back')}</Button>
      </div>
    </fieldset>
  );
}
