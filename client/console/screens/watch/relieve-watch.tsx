/** A commander relieves the officer on watch: by another, or leaving the station unmanned. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../../parts/field.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { useWatchDetail } from './use-watch-detail.ts';

export function RelieveWatch({ stationId, onClose }: { stationId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { watch, failure } = useWatchDetail(stationId);
  const [to, setTo] = useState('');
  const candidates = (watch?.candidates ?? []).filter(({ officerId }) => officerId !== watch?.officerId);
  return (
    <ReasonDialog
      name="watch.relieve"
      subject={stationId}
      title={t('watch.relieve')}
      inputOf={(reason) => ({ stationId, reason, toOfficerId: to === '' ? null : to })}
      onClose={onClose}
    >
      <RefusalText failure={failure} />
      <Select
        label={t('watch.relieveBy')}
        value={to}
        onChange={setTo}
        choices={[
          { value: '', label: t('watch.nobody') },
          ...candidates.map(({ officerId, name }) => ({ value: officerId, label: name })),
        ]}
      />
    </ReasonDialog>
  );
}
