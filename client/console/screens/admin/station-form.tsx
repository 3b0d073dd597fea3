/** Creates or changes a station. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { type Station, stationKind } from '../../../../shared/nouns/station.ts';
import { Select } from '../../parts/field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { organisations, stations } from '../../state/desk.ts';
import { useCommandForm } from '../../state/form.ts';
import { useAnswer } from '../../state/live-query.ts';
import { useNames } from '../../state/names.ts';
import { useMe } from '../../state/reader.ts';
import { NameFields, nameInput } from './name-fields.tsx';
import { useNewCode } from './new-code.ts';
import { Recorded } from './recorded.tsx';
import { SaveBar } from './save-bar.tsx';
import { nameShape, useSetting } from './use-setting.ts';

interface Props {
  station: Station | undefined;
  all: readonly Station[];
  onCreated: (stationId: string) => void;
}

const shape = z.object({
  ...{ code: z.string(), organisationCode: z.string(), parentCode: z.string() },
  ...{ kind: stationKind, showsWatchOfficer: z.boolean() },
});

export function StationForm({ station, all, onCreated }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { organisation } = useMe();
  const form = useCommandForm('station.set');
  const known = useAnswer(organisations).data ?? [organisation];
  const name = useSetting('station.name', station, nameShape, station?.name ?? {});
  const setting = useSetting('station', station, shape, {
    code: station?.code ?? '',
    organisationCode: station?.organisationCode ?? organisation.code,
    parentCode: station?.parentCode ?? '',
    kind: station?.kind ?? 'post',
    showsWatchOfficer: station?.showsWatchOfficer ?? false,
  });
  const { now: values, put } = setting;
  const [changed, setChanged] = useState<boolean | null>(null);
  const [saves, setSaves] = useState(0);
  const taken = useNewCode(
    station,
    values.code,
    all.map(({ code }) => code),
  );

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (taken) return;
    const { parentCode, ...rest } = values;
    const saved = await form.submit({ ...rest, parentCode: parentCode || null, name: nameInput(name.now) });
    if (!saved) return setChanged(null);
    setChanged(saved.changed);
    setSaves(saves + 1);
    stations.touch();
    name.saved();
    setting.saved();
    if (!station) onCreated(saved.stationId);
  };
  return (
    <>
      <form className="stack" onSubmit={(event) => void save(event)} noValidate>
        <h2>{station ? names.of(station.name) : t('admin.newStation')}</h2>
        <div className="form-grid">
          <NameFields values={name.now} onChange={name.put} problem={form.problem('name')} />
          <TextField
            code
            label={t('admin.code')}
            hint={t('admin.codeHint')}
            value={values.code}
            disabled={station !== undefined}
            onChange={(code) => put({ code })}
            problem={taken ?? form.problem('code')}
          />
          <Select
            label={t('admin.kind')}
            value={values.kind}
            onChange={(kind) => put({ kind: stationKind.catch('post').parse(kind) })}
            choices={stationKind.options.map((value) => ({ value, label: t(`stationKind.${value}`) }))}
          />
          <Select
            label={t('admin.organisation')}
            value={values.organisationCode}
            disabled={station !== undefined}
            onChange={(organisationCode) => put({ organisationCode })}
            choices={names.sorted(known).map((one) => ({ value: one.code, label: names.of(one.name) }))}
            problem={form.problem('organisationCode')}
          />
          <Select
            label={t('admin.parent')}
            value={values.parentCode}
            onChange={(parentCode) => put({ parentCode })}
            choices={[
              { value: '', label: t('admin.noParent') },
              ...names
                .sorted(all)
                .filter(({ code }) => code !== station?.code)
                .map((one) => ({ value: one.code, label: names.of(one.name) })),
            ]}
            problem={form.problem('parentCode')}
          />
          <label className="check field-wide">
            <input
              type="checkbox"
              checked={values.showsWatchOfficer}
              onChange={(event) => put({ showsWatchOfficer: event.target.checked })}
            />
            {t('admin.showsWatchOfficer')}
          </label>
        </div>
        <SaveBar form={form} settings={[name, setting]} changed={changed} />
      </form>
      <Recorded channelId={station?.channelId} saves={saves} />
    </>
  );
}
