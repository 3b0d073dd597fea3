/** Accepts the offered watch: each open matter is read and accepted by itself, also what comes or changes meanwhile. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSameItem, type OpenItem, toAcceptedItem } from '../../../../shared/nouns/watch.ts';
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
  const { watch, failure, again } = useWatchDetail(stationId);
  const [first, setFirst] = useState<readonly OpenItem[] | null>(null);
  const [accepted, setAccepted] = useState<readonly OpenItem[]>([]);
  const items = watch?.openItems ?? [];
  if (watch && first === null) setFirst(items);
  const isAccepted = (item: OpenItem) => accepted.some((one) => isSameItem(one, item));
  const isNew = (item: OpenItem) => first !== null && !first.some((one) => isSameItem(one, item));
  const done = items.filter(isAccepted).length;

  const tick = (item: OpenItem, on: boolean) =>
    setAccepted(on ? [...accepted, item] : accepted.filter((one) => !isSameItem(one, item)));
  const accept = async () => {
    const taken = await act.run(() =>
      send('watch.accept', { stationId, items: accepted.map(toAcceptedItem) }),
    );
    if (taken) onClose();
    // What was accepted stays so; what came meanwhile is read now, and shown as new.
    else again();
  };
  return (
    <Dialog title={t('watch.accept')} onClose={onClose}>
      <RefusalText failure={failure} />
      {watch ? (
        <div className="stack">
          <p className="muted">{t('watch.acceptLead')}</p>
          {watch.offerNote === null ? null : (
            <figure className="watch-word">
              <figcaption className="muted small">
                {t('watch.note')} · {watch.officerName}
              </figcaption>
              <blockquote>{watch.offerNote}</blockquote>
            </figure>
          )}
          <h3>{t('watch.openItems')}</h3>
          <OpenItems
            items={items}
            more={watch.moreItems}
            beside={(item) => (
              <label className="check open-item-accept">
                {isNew(item) ? <strong className="open-item-new">{t('watch.itemNew')}</strong> : null}
                <input
                  type="checkbox"
                  checked={isAccepted(item)}
                  onChange={(event) => tick(item, event.target.checked)}
                />
                {t('watch.acceptItem')}
                <span className="hidden-visually"> {item.number}</span>
              </label>
            )}
          />
          <RefusalText failure={act.failure} />
          <div className="form-actions">
            {items.length > 0 ? (
              <p className="muted small" role="status">
                {t('watch.acceptedCount', { done, count: items.length })}
              </p>
            ) : null}
            <Button onPress={onClose}>{t('do.cancel')}</Button>
            <Button
              kind="primary"
              large
              isDisabled={act.pending || done < items.length}
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
