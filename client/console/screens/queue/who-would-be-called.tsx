/** Who would be called now, for any end of ours and any severity: asked before anything happens. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { severity as severities } from '../../../../shared/cap.ts';
import { CallPreview } from '../../parts/call-preview.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Select } from '../../parts/field.tsx';
import { lines } from '../../state/desk.ts';
import { useAnswer } from '../../state/live-query.ts';
import { useNames } from '../../state/names.ts';

export function WhoWouldBeCalled({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const [chosen, setChosen] = useState('');
  const [grave, setGrave] = useState<string>('Severe');
  const ends = (useAnswer(lines).data ?? []).flatMap((line) =>
    line.ends
      .filter(({ mine }) => mine)
      .map((end) => ({
        value: `${line.id} ${end.endId}`,
        lineId: line.id,
        endId: end.endId,
        label: `${names.of(end.name)} · ${names.of(line.name)}`,
      })),
  );
  const end = ends.find(({ value }) => value === chosen) ?? ends[0];
  return (
    <Dialog title={t('preview.title')} onClose={onClose} wide>
      <p className="muted">{t('preview.lead')}</p>
      <div className="form-grid">
        <Select label={t('policy.end')} value={end?.value ?? ''} onChange={setChosen} choices={ends} />
        <Select
          label={t('incident.severity')}
          value={grave}
          onChange={setGrave}
          choices={severities.options.map((value) => ({ value, label: t(`severity.${value}`) }))}
        />
      </div>
      {end ? (
        <CallPreview lineId={end.lineId} endId={end.endId} severity={severities.parse(grave)} />
      ) : (
        <p>{t('switchboard.noLines')}</p>
      )}
    </Dialog>
  );
}
