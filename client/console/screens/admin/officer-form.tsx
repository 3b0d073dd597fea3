/** Creates or changes an officer. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { type Officer, role } from '../../../../shared/nouns/officer.ts';
import type { Station } from '../../../../shared/nouns/station.ts';
import { language, languages } from '../../../../shared/text.ts';
import { Select } from '../../parts/field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { officers } from '../../state/desk.ts';
import { useCommandForm } from '../../state/form.ts';
import { languageNow } from '../../state/language.ts';
import { useNames } from '../../state/names.ts';
import { useNewCode } from './new-code.ts';
import { OfficerAccess } from './officer-access.tsx';
import { Recorded } from './recorded.tsx';
import { SaveBar } from './save-bar.tsx';
import { useSetting } from './use-setting.ts';

interface Props {
  officer: Officer | undefined;
  all: readonly Officer[];
  stations: readonly Station[];
  onCreated: (officerId: string) => void;
}

/** The password is not among them: it is kept nowhere. */
const shape = z.object({ username: z.string(), stationCode: z.string(), role, name: z.string(), language });

export function OfficerForm({ officer, all, stations, onCreated }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const form = useCommandForm('officer.set');
  const setting = useSetting('officer', officer, shape, {
    username: officer?.username ?? '',
    stationCode: officer?.stationCode ?? stations[0]?.code ?? '',
    role: officer?.role ?? 'duty_officer',
    name: officer?.name ?? '',
    language: officer?.language ?? languageNow(),
  });
  const { now: values, put } = setting;
  const [password, setPassword] = useState('');
  const [changed, setChanged] = useState<boolean | null>(null);
  const [saves, setSaves] = useState(0);
  const taken = useNewCode(
    officer,
    values.username,
    all.map(({ username }) => username),
  );
  const recordChanged = () => {
    setSaves(saves + 1);
    officers.touch();
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (taken) return;
    const saved = await form.submit({ ...values, ...(officer ? {} : { password }) });
    if (!saved) return setChanged(null);
    setChanged(saved.changed);
    recordChanged();
    setting.saved();
    if (!officer) onCreated(saved.officerId);
  };
  const station = stations.find(({ code }) => code === values.stationCode);
  return (
    <>
      <form className="stack" onSubmit={(event) => void save(event)} noValidate>
        <h2>{officer ? officer.name : t('admin.newOfficer')}</h2>
        <div className="form-grid">
          <TextField
            label={t('admin.name')}
            value={values.name}
            onChange={(name) => put({ name })}
            problem={form.problem('name')}
          />
          <TextField
            code
            label={t('signIn.username')}
            hint={t('admin.usernameHint')}
            value={values.username}
            disabled={officer !== undefined}
            onChange={(username) => put({ username })}
            problem={taken ?? form.problem('username')}
          />
          <Select
            label={t('admin.station')}
            value={values.stationCode}
            onChange={(stationCode) => put({ stationCode })}
            choices={names.sorted(stations).map(({ code, name }) => ({ value: code, label: names.of(name) }))}
            problem={form.problem('stationCode')}
          />
          <Select
            label={t('admin.role')}
            value={values.role}
            onChange={(value) => put({ role: role.catch('observer').parse(value) })}
            choices={role.options.map((value) => ({ value, label: t(`role.${value}`) }))}
          />
          <Select
            label={t('top.language')}
            value={values.language}
            onChange={(value) => put({ language: language.catch('en').parse(value) })}
            choices={languages.map((value) => ({ value, label: t(`languageName.${value}`) }))}
          />
          {officer ? null : (
            <TextField
              type="password"
              autoComplete="new-password"
              label={t('signIn.password')}
              hint={t('account.passwordHint')}
              value={password}
              onChange={setPassword}
              problem={form.problem('password')}
            />
          )}
        </div>
        <SaveBar form={form} settings={[setting]} changed={changed} />
      </form>
      {officer ? <OfficerAccess officer={officer} onChanged={recordChanged} /> : null}
      <Recorded channelId={station?.channelId} saves={saves} />
    </>
  );
}
