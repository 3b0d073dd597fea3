/** The first minutes of an empty record: the one-time code, the organisation, its top station and its first admin. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../../shared/commands.ts';
import { languages } from '../../../../shared/text.ts';
import { Button } from '../../parts/button.tsx';
import { Select } from '../../parts/field.tsx';
import { FormRefusal } from '../../parts/form-refusal.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useForm } from '../../state/form.ts';
import { createFirstAdmin } from '../../state/hotline.ts';
import { languageNow } from '../../state/language.ts';
import { Doorway } from './doorway.tsx';

const empty = {
  code: '',
  organisationCode: '',
  organisationName: '',
  country: 'VN',
  timeZone: 'Asia/Ho_Chi_Minh',
  language: 'vi',
  stationCode: '',
  stationName: '',
  username: '',
  adminName: '',
  password: '',
};
type Values = typeof empty;

function inputOf(values: Values): InputOf<'setup.create_admin'> {
  const language = languages.find((one) => one === values.language) ?? 'vi';
  return {
    code: values.code.trim(),
    organisation: {
      code: values.organisationCode,
      name: { [languageNow()]: values.organisationName },
      kind: 'domestic',
      country: values.country.toUpperCase(),
      language,
      timeZone: values.timeZone,
    },
    station: { code: values.stationCode, name: { [languageNow()]: values.stationName } },
    admin: { username: values.username, name: values.adminName, language, password: values.password },
  };
}

/** Where each field stands in the command, for the schema's words about it. */
const paths: Record<keyof Values, string> = {
  code: 'code',
  organisationCode: 'organisation.code',
  organisationName: 'organisation.name',
  country: 'organisation.country',
  timeZone: 'organisation.timeZone',
  language: 'organisation.language',
  stationCode: 'station.code',
  stationName: 'station.name',
  username: 'admin.username',
  adminName: 'admin.name',
  password: 'admin.password',
};

export function SetUp() {
  const { t } = useTranslation();
  const form = useForm('setup.create_admin', createFirstAdmin);
  const [values, setValues] = useState<Values>(() => ({ ...empty, language: languageNow() }));

  const create = (event: FormEvent) => {
    event.preventDefault();
    void form.submit(inputOf(values));
  };
  const field = (name: keyof Values, more: { code?: boolean; hint?: string; type?: 'password' } = {}) => (
    <TextField
      label={t(`setUp.${name}`)}
      value={values[name]}
      onChange={(value) => setValues({ ...values, [name]: value })}
      problem={form.problem(paths[name])}
      {...more}
    />
  );
  return (
    <Doorway title={t('setUp.title')} lead={t('setUp.lead')}>
      <form className="stack" onSubmit={create} noValidate>
        {field('code', { code: true, hint: t('setUp.codeHint') })}
        <div className="form-grid">
          {field('organisationName')}
          {field('organisationCode', { code: true, hint: t('setUp.codeForm') })}
          {field('country')}
          {field('timeZone', { code: true })}
          {field('stationName')}
          {field('stationCode', { code: true })}
          {field('adminName')}
          {field('username', { code: true })}
          {field('password', { type: 'password', hint: t('account.passwordHint') })}
          <Select
            label={t('setUp.language')}
            value={values.language}
            onChange={(language) => setValues({ ...values, language })}
            choices={languages.map((value) => ({ value, label: t(`languageName.${value}`) }))}
          />
        </div>
        <FormRefusal forms={[form]} />
        <Button kind="primary" large type="submit" isDisabled={form.pending}>
          {t('setUp.create')}
        </Button>
      </form>
    </Doorway>
  );
}
