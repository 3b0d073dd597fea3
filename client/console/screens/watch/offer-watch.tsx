/** Offers the watch to the incoming officer, with the open items and a word for him. */
import { useTranslation } from 'react-i18next';
import { Select } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
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
  const name = `watch.hand_over.${stationId}`;
  const form = useCommandForm('watch.hand_over', name);
  const { watch, failure } = useWatchDetail(stationId);
  const [chosen, choose, forgetChosen] = useKeptText(`${name}.to`);
  const [note, setNote, forgetNote] = useKeptText(name);
  const candidates = (watch?.candidates ?? []).filter(({ officerId }) => officerId !== officer.id);
  const to = candidates.find(({ officerId }) => officerId === chosen) ?? candidates[0];

  const offer = async () => {
    if (!to) return false;
    const input = { stationId, toOfficerId: to.officerId, note: note.trim() === '' ? null : note };
    return (await form.submit(input)) !== undefined;
  };
  return (
    <FormDialog
      title={t('watch.offer')}
      forms={[form]}
      act={t('watch.offer')}
      disabled={!to}
      onSubmit={offer}
      forget={() => {
        forgetChosen();
        forgetNote();
      }}
      onClose={onClose}
    >
      <RefusalText failure={failure} />
      <h3>{t('watch.openItems')}</h3>
      {watch ? <OpenItems items={watch.openItems} more={watch.moreItems} /> : failure ? null : <Loading />}
      {to ? (
        <Select
          label={t('watch.to')}
          value={to.officerId}
          onChange={choose}
          choices={candidates.map(({ officerId, name }) => ({ value: officerId, label: name }))}
          problem={form.problem('toOfficerId')}
        />
      ) : watch ? (
        <p>{t('watch.noCandidates')}</p>
      ) : null}
      <TextField
        label={t('watch.note')}
        rows={3}
        value={note}
        onChange={setNote}
        problem={form.problem('note')}
      />
      <p className="small muted">{t('watch.offerMeans')}</p>
    </FormDialog>
  );
}
