/** Raises an alert on a line in one go: about an incident in hand there, or about one that is opened with it. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { OutputOf } from '../../../../shared/commands.ts';
import type { Line } from '../../../../shared/nouns/line.ts';
import { actingEnd, EndChoice, useMyEnds } from '../../parts/end-choice.tsx';
import { Select } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useCommandForm } from '../../state/form.ts';
import { send } from '../../state/hotline.ts';
import { useKept } from '../../state/kept.ts';
import { useNames } from '../../state/names.ts';
import { goTo } from '../../state/route.ts';
import { AlertFields, useAlertFields } from '../incident/alert-fields.tsx';
import { useCategoryChoices } from '../incidents/categories.ts';

const nothing = { endId: '', about: '', aboutTitle: '', title: '', category: 'other' };
const keptCase = z.record(z.enum(['endId', 'about', 'aboutTitle', 'title', 'category']), z.string());

type InHand = OutputOf<'incident.list'>['incidents'];

/** Real cases in hand on the line; without the server's word only a new one can be chosen. */
function useInHand(lineId: string): InHand {
  const [found, setFound] = useState<InHand>([]);
  useEffect(() => {
    let current = true;
    const filter = { lineId, status: ['open', 'in_progress'], capStatus: 'Actual', limit: 100 } as const;
    send('incident.list', { ...filter, status: [...filter.status] }).then(
      ({ incidents }) => current && setFound(incidents),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [lineId]);
  return found;
}

export function RaiseOnLine({ line, onClose }: { line: Line; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const inHand = useInHand(line.id);
  const mine = useMyEnds(line);
  const name = `raise-on-line.${line.id}`;
  const opening = useCommandForm('incident.open', `${name}.opening`);
  const raising = useCommandForm('alert.raise', `${name}.raising`);
  const [values, change, forgetCase] = useKept(name, keptCase, nothing);
  const put = (changes: Partial<typeof nothing>) => change((now) => ({ ...now, ...changes }));
  const { about, aboutTitle, title, category } = values;
  const endId = actingEnd(mine, values.endId);
  const others = line.ends.filter((end) => end.endId !== endId);
  const fields = useAlertFields(`${name}.alert`, 'Severe', others);
  const categories = useCategoryChoices();

  /** Once opened, the incident stays chosen: a second try raises the alert in it and opens no other. */
  const caseOf = async (): Promise<string | undefined> => {
    if (about !== '') return about;
    const { severity } = fields.said;
    const opened = await opening.submit({ lineId: line.id, endId, title, category, severity });
    if (opened) put({ about: opened.incidentId, aboutTitle: title });
    return opened?.incidentId;
  };
  const raise = async () => {
    const incidentId = await caseOf();
    if (incidentId === undefined) return false;
    if (!(await raising.submit({ incidentId, endId, ...fields.said }))) return false;
    goTo({ screen: 'incident', incidentId });
    return true;
  };
  const choose = (id: string) =>
    put({ about: id, aboutTitle: inHand.find((one) => one.id === id)?.title ?? '' });
  const known = inHand.some(({ id }) => id === about) || about === '';
  return (
    <FormDialog
      wide
      large
      title={t('switchboard.raiseOn', { line: names.of(line.name) })}
      forms={[opening, raising]}
      act={t('raise.title')}
      onSubmit={raise}
      forget={() => {
        forgetCase();
        fields.forget();
      }}
      onClose={onClose}
    >
      <EndChoice
        ends={mine}
        value={endId}
        onChange={(endId) => put({ endId })}
        problem={about === '' ? opening.problem : raising.problem}
      />
      <Select
        label={t('switchboard.raiseFor')}
        value={about}
        onChange={choose}
        choices={[
          { value: '', label: t('switchboard.raiseNew') },
          ...inHand.map(({ id, number, title: words }) => ({ value: id, label: `${number} · ${words}` })),
          ...(known ? [] : [{ value: about, label: aboutTitle }]),
        ]}
      />
      {about === '' ? (
        <div className="form-grid">
          <TextField
            wide
            label={t('incident.title')}
            value={title}
            onChange={(title) => put({ title })}
            problem={opening.problem('title')}
          />
          <Select
            label={t('incident.category')}
            value={category}
            onChange={(category) => put({ category })}
            choices={categories}
          />
        </div>
      ) : null}
      <AlertFields fields={fields} problem={raising.problem} />
    </FormDialog>
  );
}
