/** Officers by station, and the form of one. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../parts/states.tsx';
import { officers, stations } from '../../state/desk.ts';
import { useAnswer } from '../../state/live-query.ts';
import { useNames } from '../../state/names.ts';
import { Editor, EditorItem } from './editor.tsx';
import { OfficerForm } from './officer-form.tsx';

export function Officers() {
  const { t } = useTranslation();
  const names = useNames();
  const known = useAnswer(stations).data ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const stationName = (stationId: string) => {
    const found = known.find(({ id }) => id === stationId);
    return found ? names.of(found.name) : '';
  };
  return (
    <Answered query={officers}>
      {(all) => (
        <Editor
          title={t('admin.officers')}
          newWord={t('admin.newOfficer')}
          onNew={() => setChosen(null)}
          list={
            <ul>
              {[...all]
                .sort(
                  (one, other) =>
                    one.stationCode.localeCompare(other.stationCode) ||
                    one.username.localeCompare(other.username),
                )
                .map((officer) => (
                  <EditorItem
                    key={officer.id}
                    chosen={officer.id === chosen}
                    onChoose={() => setChosen(officer.id)}
                    name={officer.name}
                    more={[
                      t(`role.${officer.role}`),
                      stationName(officer.stationId),
                      ...(officer.disabled ? [t('admin.disabled')] : []),
                    ].join(' · ')}
                  />
                ))}
            </ul>
          }
          form={
            <OfficerForm
              key={all.find(({ id }) => id === chosen)?.id ?? 'new'}
              officer={all.find(({ id }) => id === chosen)}
              stations={known}
              onCreated={setChosen}
            />
          }
        />
      )}
    </Answered>
  );
}
