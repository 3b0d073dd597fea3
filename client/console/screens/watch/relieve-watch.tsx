/** A commander relieves the officer on watch: by another, or leaving the station unmanned. */
import { useTranslation } from 'react-i18next';
import { Select } from '../../parts/field.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { useKeptText } from '../../state/kept.ts';
import { useWatchDetail } from './use-watch-detail.ts';

export function RelieveWatch({ stationId, onClose }: { stationId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { watch, failure } = useWatchDetail(stationId);
  const [chosen, choose, forget] = useKeptText(`watch.relieve.${stationId}.to`);
  // Whom one has chosen stays chosen: he may hold the watch by now, and the reply that says so be lost.
  const candidates = (watch?.candidates ?? []).filter(
    ({ officerId }) => officerId !== watch?.officerId || officerId === chosen,
  );
  const to = candidates.find(({ officerId }) => officerId === chosen)?.officerId ?? null;
  return (
    <ReasonDialog
      name="watch.relieve"
      subject={stationId}
      title={t('watch.relieve')}
      inputOf={(reason) => ({ stationId, reason, toOfficerId: to })}
      disabled={watch === null}
      forget={forget}
      onClose={onClose}
      fields={(problem) => (
        <>
          <RefusalText failure={failure} />
          <Select
            label={t('watch.relieveBy')}
            value={to ?? ''}
            onChange={choose}
            choices={[
              { value: '', label: t('watch.nobody') },
              ...candidates.map(({ officerId, name }) => ({ value: officerId, label: name })),
            ]}
            problem={problem('toOfficerId')}
          />
        </>
      )}
    />
  );
}
