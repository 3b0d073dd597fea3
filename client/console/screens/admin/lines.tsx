/** Lines with their ends, and the form of one with its agreement. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../parts/states.tsx';
import { lines } from '../../state/desk.ts';
import { useNames } from '../../state/names.ts';
import { AgreementForm } from './agreement-form.tsx';
import { Editor, EditorItem } from './editor.tsx';
import { LineForm } from './line-form.tsx';
import { Recorded } from './recorded.tsx';

export function Lines() {
  const { t } = useTranslation();
  const names = useNames();
  const [chosen, setChosen] = useState<string | null>(null);
  const [saves, setSaves] = useState(0);
  const saved = () => {
    setSaves(saves + 1);
    lines.touch();
  };
  return (
    <Answered query={lines}>
      {(all) => {
        const line = all.find(({ id }) => id === chosen);
        return (
          <Editor
            title={t('admin.lines')}
            newWord={t('admin.newLine')}
            onNew={() => setChosen(null)}
            list={
              <ul>
                {all.map((one) => (
                  <EditorItem
                    key={one.id}
                    chosen={one.id === chosen}
                    onChoose={() => setChosen(one.id)}
                    name={names.of(one.name)}
                    more={`${one.code} · ${t(`lineKind.${one.kind}`)}`}
                  />
                ))}
              </ul>
            }
            form={
              <>
                <LineForm
                  key={`line ${line?.id ?? 'new'}`}
                  line={line}
                  onSaved={(lineId) => {
                    setChosen(lineId);
                    saved();
                  }}
                />
                {line ? <AgreementForm key={`agreement ${chosen}`} line={line} onSaved={saved} /> : null}
                <Recorded channelId={line?.channelId} saves={saves} />
              </>
            }
          />
        );
      }}
    </Answered>
  );
}
