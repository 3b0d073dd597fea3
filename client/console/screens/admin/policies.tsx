/** The ladders of the ends within reach, by line, end and severity, and the form of one. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lines, policies, stations } from '../../state/desk.ts';
import { useAnswer } from '../../state/live-query.ts';
import { useNames } from '../../state/names.ts';
import { Editor } from './editor.tsx';
import { PolicyForm } from './policy-form.tsx';
import { Recorded } from './recorded.tsx';

export function Policies() {
  const { t } = useTranslation();
  const names = useNames();
  const known = useAnswer(lines).data ?? [];
  const myStations = useAnswer(stations).data ?? [];
  const [saves, setSaves] = useState(0);
  return (
    <Editor
      query={policies}
      title={t('admin.policies')}
      newWord={t('admin.newPolicy')}
      rows={(all) =>
        all.map(({ id, endId, lineCode, severity, ladder }) => ({
          ...{ id, name: names.end(endId) },
          more: [
            lineCode,
            severity ? t(`severity.${severity}`) : t('policy.everySeverity'),
            t('policy.steps', { count: ladder.steps.length }),
          ].join(' · '),
        }))
      }
      form={(policy, _all, choose) => (
        <>
          <PolicyForm
            policy={policy}
            lines={known}
            onSaved={(policyId) => {
              choose(policyId);
              setSaves(saves + 1);
              policies.touch();
            }}
          />
          <Recorded
            channelId={myStations.find(({ code }) => code === policy?.endCode)?.channelId}
            saves={saves}
          />
        </>
      )}
    />
  );
}
