/** The monthly drill of a line, led from one place: an incident with status Exercise, and an alert to everybody opposite. */
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { id } from '../../../../shared/ids.ts';
import type { Line } from '../../../../shared/nouns/line.ts';
import { CapChip } from '../../parts/chips.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useCommandForm } from '../../state/form.ts';
import { useKept } from '../../state/kept.ts';
import { languageNow } from '../../state/language.ts';
import { useNames } from '../../state/names.ts';
import { goTo } from '../../state/route.ts';

const keptDrill = z.object({
  title: z.string(),
  text: z.string(),
  /** Once it is opened. */
  incidentId: id.nullable(),
});

interface Props {
  line: Line;
  /** The end that drills: our own station. */
  stationId: string;
  onClose: () => void;
}

export function Drill({ line, stationId, onClose }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const name = `watch.drill.${line.id}`;
  const opening = useCommandForm('incident.open', `${name}.opening`);
  const raising = useCommandForm('alert.raise', `${name}.raising`);
  const [drill, change, forget] = useKept(name, keptDrill, {
    title: t('drill.title'),
    text: t('drill.words'),
    incidentId: null,
  });
  const put = (changes: Partial<typeof drill>) => change((now) => ({ ...now, ...changes }));
  const { title, text } = drill;

  /** A drill that stopped half-way goes on where it stopped: there is never a second incident for it. */
  const caseOf = async (): Promise<string | undefined> => {
    if (drill.incidentId !== null) return drill.incidentId;
    const opened = await opening.submit({
      ...{ lineId: line.id, endId: stationId, title, category: 'other', severity: 'Severe' },
      capStatus: 'Exercise',
    });
    if (opened) put({ incidentId: opened.incidentId });
    return opened?.incidentId;
  };
  const start = async () => {
    const incidentId = await caseOf();
    if (incidentId === undefined) return false;
    const raised = await raising.submit({
      ...{ incidentId, endId: stationId, text, lang: languageNow() },
      ...{ urgency: 'Immediate', severity: 'Severe', certainty: 'Observed' },
    });
    if (!raised) return false;
    goTo({ screen: 'incident', incidentId });
    return true;
  };
  const opened = drill.incidentId !== null;
  const pending = opening.pending || raising.pending;
  return (
    <FormDialog
      large
      title={t('drill.on', { line: names.of(line.name) })}
      forms={[opening, raising]}
      act={t('drill.start')}
      onSubmit={start}
      forget={forget}
      onClose={onClose}
    >
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
        disabled={opened}
        onChange={(words) => put({ title: words })}
        problem={opening.problem('title')}
      />
      <TextField
        wide
        rows={3}
        label={t('drill.alertText')}
        value={text}
        onChange={(words) => put({ text: words })}
        problem={raising.problem('text')}
      />
      {opened && !pending ? <p role="status">{t('drill.again')}</p> : null}
    </FormDialog>
  );
}
