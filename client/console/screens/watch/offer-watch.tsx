/** Offers the watch to the incoming officer, with the open items and a word for him. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Select } from '../../parts/field.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { Loading } from '../../parts/states.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useCommandForm } from '../../state/form.ts';
import { useKeptText } from '../../state/kept.ts';
import { useMe } from '../../state/reader.ts';
import { OpenItems } from './open-items.tsx';
import { useWatchDetail } from './use-watch-detail.ts';

export function OfferWatch({ stationId, onClose }: { stationId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { officer } = useMe();
  const form = useCommandForm('watch.hand_over');
  const { watch, failure } = useWatchDetail(stationId);
  const [chosen, setChosen] = useState('');
  const [note, setNote, forget] = useKeptText(`watch.hand_over.${stationId}`);
  const candidates = (watch?.candidates ?? []).filter(({ officerId }) => officerId !== officer.id);
  const toOfficerId = chosen || (candidates[0]?.officerId ?? '');

  const offer = async (event: FormEvent) => {
    event.preventDefault();
    const done = await form.submit({ stationId, toOfficerId, note: note.trim() === '' ? null : note });
    if (!done) return;
    forget();
    onClose();
  };
  const cancel = () => {
    forget();
    onClose();
  };
  return (
    <Dialog title={t('watch.offer')} onClose={onClose}>
      <RefusalText failure={failure} />
      {watch ? (
        <form className="stack" onSubmit={(event) => void offer(event)} noValidate>
          <h3>{t('watch.openItems')}</h3>
          <OpenItems items={watch.openItems} />
          {candidates.length > 0 ? (
            <Select
              label={t('watch.to')}
              value={toOfficerId}
              onChange={setChosen}
              choices={candidates.map(({ officerId, name }) => ({ value: officerId, label: name }))}
              problem={form.problem('toOfficerId')}
            />
          ) : (
            <p>{t('watch.noCandidates')}</p>
          )}
          <TextField
            label={t('watch.note')}
            rows={3}
            value={note}
            onChange={setNote}
            problem={form.problem('note')}
          />
          <p className="small muted">{t('watch.offerMeans')}</p>
          <RefusalText failure={form.failure} />
          <div className="form-actions">
            <Button onPress={cancel}>{t('do.cancel')}</Button>
            <Button kind="primary" type="submit" isDisabled={form.pending || candidates.length === 0}>
              {t('watch.offer')}
            </Button>
          </div>
        </form>
      ) : failure ? null : (
        <Loading />
      )}
    </Dialog>
  );
}
