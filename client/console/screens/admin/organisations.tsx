/** The organisations of the deployment: our own and the counterparts. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { type Organisation, organisationKind } from '../../../../shared/nouns/organisation.ts';
import { language, languages } from '../../../../shared/text.ts';
import { Select } from '../../parts/field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { organisations } from '../../state/desk.ts';
import { useCommandForm } from '../../state/form.ts';
import { useNames } from '../../state/names.ts';
import { Editor } from './editor.tsx';
import { NameFields, nameInput } from './name-fields.tsx';
import { useNewCode } from './new-code.ts';
import { Recorded } from './recorded.tsx';
import { SaveBar } from './save-bar.tsx';
import { nameShape, useSetting } from './use-setting.ts';

interface Props {
  organisation: Organisation | undefined;
  all: readonly Organisation[];
  onCreated: (organisationId: string) => void;
}

const shape = z.object({
  ...{ code: z.string(), kind: organisationKind, country: z.string() },
  ...{ language, timeZone: z.string() },
});

function OrganisationForm({ organisation, all, onCreated }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const form = useCommandForm('organisation.set');
  const name = useSetting('organisation.name', organisation, nameShape, organisation?.name ?? {});
  const setting = useSetting('organisation', organisation, shape, {
    code: organisation?.code ?? '',
    kind: organisation?.kind ?? 'counterpart',
    country: organisation?.country ?? '',
    language: organisation?.language ?? 'en',
    timeZone: organisation?.timeZone ?? 'Asia/Ho_Chi_Minh',
  });
  const { now: values, put } = setting;
  const [changed, setChanged] = useState<boolean | null>(null);
  const [saves, setSaves] = useState(0);
  const taken = useNewCode(
    organisation,
    values.code,
    all.map(({ code }) => code),
  );

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (taken) return;
    const saved = await form.submit({ ...values, name: nameInput(name.now) });
    if (!saved) return setChanged(null);
    setChanged(saved.changed);
    setSaves(saves + 1);
    organisations.touch();
    name.saved();
    setting.saved();
    if (!organisation) onCreated(saved.organisationId);
  };
  const text = (field: 'code' | 'country' | 'timeZone', hint?: string, disabled = false) => (
    <TextField
      code
      label={t(`organisation.${field}`)}
      hint={hint}
      disabled={disabled}
      value={values[field]}
      onChange={(value) => put({ [field]: value })}
      problem={(field === 'code' ? taken : undefined) ?? form.problem(field)}
    />
  );
  return (
    <>
      <form className="stack" onSubmit={(event) => void save(event)} noValidate>
        <h2>{organisation ? names.of(organisation.name) : t('admin.newOrganisation')}</h2>
        <div className="form-grid">
          <NameFields values={name.now} onChange={name.put} problem={form.problem('name')} />
          {text('code', t('admin.codeHint'), organisation !== undefined)}
          <Select
            label={t('admin.kind')}
            value={values.kind}
            onChange={(kind) => put({ kind: organisationKind.catch('counterpart').parse(kind) })}
            choices={organisationKind.options.map((value) => ({
              value,
              label: t(`organisationKind.${value}`),
            }))}
            problem={form.problem('kind')}
          />
          {text('country', t('organisation.countryHint'))}
          {text('timeZone')}
          <Select
            label={t('top.language')}
            value={values.language}
            onChange={(value) => put({ language: language.catch('en').parse(value) })}
            choices={languages.map((value) => ({ value, label: t(`languageName.${value}`) }))}
          />
        </div>
        <SaveBar form={form} settings={[name, setting]} changed={changed} />
      </form>
      <Recorded channelId={organisation?.channelId} saves={saves} />
    </>
  );
}

export function Organisations() {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <Editor
      query={organisations}
      title={t('admin.organisations')}
      newWord={t('admin.newOrganisation')}
      rows={(all) =>
        all.map(({ id, name, code, kind }) => ({
          ...{ id, name: names.of(name) },
          more: `${code} · ${t(`organisationKind.${kind}`)}`,
        }))
      }
      form={(organisation, all, choose) => (
        <OrganisationForm organisation={organisation} all={all} onCreated={choose} />
      )}
    />
  );
}
