/** Lines with their ends, and the form of one with its agreement. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lines } from '../../state/desk.ts';
import { useNames } from '../../state/names.ts';
import { AgreementForm } from './agreement-form.tsx';
import { Editor } from './editor.tsx';
import { LineForm } from './line-form.tsx';
import { Recorded } from './recorded.tsx';

export function Lines() {
  const { t } = useTranslation();
  const names = useNames();
  const [saves, setSaves] = useState(0);
  const saved = () => {
    setSaves(saves + 1);
    lines.touch();
  };
  return (
    <Editor
      query={lines}
      title={t('admin.lines')}
      newWord={t('admin.newLine')}
      rows={(all) =>
        all.map(({ id, name, code, kind }) => ({
          ...{ id, name: names.of(name) },
          more: `${code} · ${t(`lineKind.${kind}`)}`,
        }))
      }
      form={(line, all, choose) => (
        <>
          <LineForm
            line={line}
            all={all}
            onSaved={(lineId) => {
              choose(lineId);
              saved();
            }}
          />
          {line ? <AgreementForm line={line} onSaved={saved} /> : null}
          <Recorded channelId={line?.channelId} saves={saves} />
        </>
      )}
    />
  );
}
