/** The tree of stations, and the form of one. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../../shared/nouns/station.ts';
import { Answered } from '../../parts/states.tsx';
import { stations } from '../../state/desk.ts';
import { useNames } from '../../state/names.ts';
import { Editor, EditorItem } from './editor.tsx';
import { StationForm } from './station-form.tsx';

interface Placed {
  station: Station;
  depth: number;
}

/** Each station below the one it belongs to; those whose parent is out of reach stand at the top. */
function inTree(all: readonly Station[]): Placed[] {
  const known = new Set(all.map(({ id }) => id));
  const below = (parentId: string | null, depth: number): Placed[] =>
    all
      .filter((one) =>
        parentId === null ? !one.parentId || !known.has(one.parentId) : one.parentId === parentId,
      )
      .sort((one, other) => one.code.localeCompare(other.code))
      .flatMap((station) => [{ station, depth }, ...below(station.id, depth + 1)]);
  return below(null, 0);
}

export function Stations() {
  const { t } = useTranslation();
  const names = useNames();
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Answered query={stations}>
      {(all) => (
        <Editor
          title={t('admin.stations')}
          newWord={t('admin.newStation')}
          onNew={() => setChosen(null)}
          list={
            <ul>
              {inTree(all).map(({ station, depth }) => (
                <EditorItem
                  key={station.id}
                  depth={depth}
                  chosen={station.id === chosen}
                  onChoose={() => setChosen(station.id)}
                  name={names.of(station.name)}
                  more={`${station.code} · ${t(`stationKind.${station.kind}`)}`}
                />
              ))}
            </ul>
          }
          form={
            <StationForm
              key={all.find(({ id }) => id === chosen)?.id ?? 'new'}
              station={all.find(({ id }) => id === chosen)}
              all={all}
              onCreated={setChosen}
            />
          }
        />
      )}
    </Answered>
  );
}
