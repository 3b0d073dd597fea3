/** Opens an incident on a line: the facts, and whether it is real or an exercise. */
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { capStatus } from '../../../../shared/cap.ts';
import type { InputOf } from '../../../../shared/commands.ts';
import type { Line } from '../../../../shared/nouns/line.ts';
import { actingEnd, EndChoice, useMyEnds } from '../../parts/end-choice.tsx';
import { Select } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useCommandForm } from '../../state/form.ts';
import { useKept } from '../../state/kept.ts';
import { useNames } from '../../state/names.ts';
import { useZone } from '../../state/reader.ts';
import { goTo } from '../../state/route.ts';
import { CaseFields, factsInput, keptFacts } from './case-fields.tsx';
import { emptyPlace } from './place-fields.tsx';

const keptValues = keptFacts.extend({ capStatus: z.string(), endId: z.string() });
type Values = z.infer<typeof keptValues>;

const empty: Values = {
  title: '',
  category: 'other',
  severity: 'Moderate',
  capStatus: 'Actual',
  occurredAt: '',
  subjects: '',
  place: emptyPlace,
  endId: '',
};

function inputOf(line: Line, values: Values, zone: string): InputOf<'incident.open'> {
  const { occurredAt, ...facts } = factsInput(values, zone);
  return {
    lineId: line.id,
    endId: values.endId,
    capStatus: capStatus.catch('Actual').parse(values.capStatus),
    ...facts,
    ...(occurredAt.trim() === '' ? {} : { occurredAt }),
  };
}

export function OpenIncident({ line, onClose }: { line: Line; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const zone = useZone();
  const name = `incident.open.${line.id}`;
  const form = useCommandForm('incident.open', name);
  const mine = useMyEnds(line);
  const [kept, change, forget] = useKept(name, keptValues, empty);
  const values = { ...kept, endId: actingEnd(mine, kept.endId) };
  const put = (changes: Partial<Values>) => change((now) => ({ ...now, ...changes }));

  const open = async () => {
    const opened = await form.submit(inputOf(line, values, zone));
    if (opened) goTo({ screen: 'incident', incidentId: opened.incidentId });
    return opened !== undefined;
  };
  return (
    <FormDialog
      wide
      title={t('open.on', { line: names.of(line.name) })}
      forms={[form]}
      act={t('open.title')}
      onSubmit={open}
      forget={forget}
      onClose={onClose}
    >
      <div className="form-grid">
        <CaseFields values={values} onChange={put} problem={form.problem} occurredHint={t('open.nowIfEmpty')}>
          <Select
            label={t('incident.capStatus')}
            value={values.capStatus}
            onChange={(value) => put({ capStatus: value })}
            choices={capStatus.options.map((value) => ({ value, label: t(`capStatus.${value}`) }))}
            hint={values.capStatus === 'Actual' ? undefined : t('open.notReal')}
          />
          <EndChoice
            ends={mine}
            value={values.endId}
            onChange={(endId) => put({ endId })}
            problem={form.problem}
          />
        </CaseFields>
      </div>
    </FormDialog>
  );
}
