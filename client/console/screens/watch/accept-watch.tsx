/** Accepts the offered watch: the button works when the officer says that he has read every open matter. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { Loading } from '../../parts/states.tsx';
import { useAct } from '../../state/act.ts';
import { send } from '../../state/hotline.ts';
import { OpenItems } from './open-items.tsx';
import { useWatchDetail } from './use-watch-detail.ts';

export function AcceptWatch({ stationId, onClose }: { stationId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const act = useAct();
  const { watch, failure } = useWatchDetail(stationId);
  const [read, setRead] = useState(false);
  const accept = async () => {
    if (await act.run(() => send('watch.accept', { stationId }))) onClose();
  };
  return (
    <Dialog title={t('watch.accept')} onClose={onClose}>
      <RefusalText failure={failure} />
      {watch ? (
        <div className="stack">
          <h3>{t('watch.openItems')}</h3>
          <OpenItems items={watch.openItems} />
          {watch.openItems.length > 0 ? (
            <label className="check">
              <input type="checkbox" checked={read} onChange={(event) => setRead(event.target.checked)} />
              {t('watch.iHaveRead', { count: watch.openItems.length })}
            </label>
          ) : null}
          <RefusalText failure={act.failure} />
          <div className="form-actions">
            <Button onPress={onClose}>{t('do.cancel')}</Button>
            <Button
              kind="primary"
              large
              isDisabled={act.pending || (watch.openItems.length > 0 && !read)}
              onPress={() => void accept()}
            >
              {t('watch.accept')}
            </Button>
          </div>
        </div>
      ) : failure ? null : (
        <Loading />
      )}
    </Dialog>
  );
}
