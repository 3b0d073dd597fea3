/** The monthly drill of a line, led from one place: an incident with status Exercise, and an alert to everybody opposite. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/commands.ts';
import type { Line } from '../../../../shared/nouns/line.ts';
import { Button } from '../../parts/button.tsx';
import { CapChip } from '../../parts/chips.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useCommandForm } from '../../state/form.ts';
import { languageNow } from '../../state/language.ts';
import { useNames } from '../../state/names.ts';
import { goTo } from '../../state/route.ts';

interface Props {
  line: Line;
  /** The end that drills: our own station. */
  stationId: string;
  onClose: () => void;
}

export function Drill({ line, stationId, onClose }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const opening = useCommandForm('incident.open');
  const raising = useCommandForm('alert.raise');
  const [opened, setOpened] = useState<OutputOf<'incident.open'> | null>(null);
  const [title, setTitle] = useState(t('drill.title'));
  const [text, setText] = useState(t('drill.words'));

  /** A drill that stopped half-way goes on where it stopped: there is never a second incident for it. */
  const start = async (event: FormEvent) => {
    event.preventDefault();
    const drill =
      opened ??
      (await opening.submit({
        ...{ lineId: line.id, endId: stationId, title, category: 'other', severity: 'Severe' },
        capStatus: 'Exercise',
      }));
    if (!drill) return;
    setOpened(drill);
    const raised = await raising.submit({
      ...{ incidentId: drill.incidentId, endId: stationId, text, lang: languageNow() },
      ...{ urgency: 'Immediate', severity: 'Severe', certainty: 'Observed' },
    });
    if (!raised) return;
    onClose();
    goTo({ screen: 'incident', incidentId: drill.incidentId });
  };
  const pending = opening.pending || raising.pending;
  return (
    <Dialog title={t('drill.on', { line: names.of(line.name) })} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void start(event)} noValidate>
        <p>
          <CapChip status="Exercise" /> {t('drill.lead')}
        </p>
        <ol className="drill-steps">
          <li className={opened ? 'drill-step-done' : undefined}>{t('drill.step1')}</li>
          <li>{t('drill.step2')}</li>
          <li>{t('drill.step3')}</li>
        </ol>
        <TextField
          wide
          label={t('incident.title')}
          value={title}
          disabled={opened !== null}
          onChange={setTitle}
          problem={opening.problem('title')}
        />
        <TextField
          wide
          rows={3}
          label={t('drill.alertText')}
          value={text}
          onChange={setText}
          problem={raising.problem('text')}
        />
        <RefusalText failure={opening.failure ?? raising.failure} />
        {opened && !pending ? <p role="status">{t('drill.again')}</p> : null}
        <div className="form-actions">
          <Button onPress={onClose}>{t('do.cancel')}</Button>
          <Button kind="primary" large type="submit" isDisabled={pending}>
            {pending ? t('state.sending') : t('drill.start')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
