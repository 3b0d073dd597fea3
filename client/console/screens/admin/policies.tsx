/** The ladders of the ends within reach, by line, end and severity, and the form of one. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../parts/states.tsx';
import { lines, policies, stations } from '../../state/desk.ts';
import { useAnswer } from '../../state/live-query.ts';
import { useNames } from '../../state/names.ts';
import { Editor, EditorItem } from './editor.tsx';
import { PolicyForm } from './policy-form.tsx';
import { Recorded } from './recorded.tsx';

export function Policies() {
  const { t } = useTranslation();
  const names = useNames();
  const known = useAnswer(lines).data ?? [];
  const myStations = useAnswer(stations).data ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [saves, setSaves] = useState(0);
  return (
    <Answered query={policies}>
      {(all) => {
        const policy = all.find(({ id }) => id === chosen);
        return (
          <Editor
            title={t('admin.policies')}
            newWord={t('admin.newPolicy')}
            onNew={() => setChosen(null)}
            list={
              <ul>
                {all.map((one) => (
                  <EditorItem
                    key={one.id}
                    chosen={one.id === chosen}
                    onChoose={() => setChosen(one.id)}
                    name={names.end(one.endId)}
                    more={`${one.lineCode} · ${one.severity ? t(`severity.${one.severity}`) : t('policy.everySeverity')} · ${t('policy.steps', { count: one.ladder.steps.length })}`}
                  />
                ))}
              </ul>
            }
            form={
              <>
                <PolicyForm
                  key={policy?.id ?? 'new'}
                  policy={policy}
                  lines={known}
                  onSaved={(policyId) => {
                    setChosen(policyId);
                    setSaves(saves + 1);
                    policies.touch();
                  }}
                />
                <Recorded
                  channelId={myStations.find(({ code }) => code === policy?.endCode)?.channelId}
                  saves={saves}
                />
              </>
            }
          />
        );
      }}
    </Answered>
  );
}
