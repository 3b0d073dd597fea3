/** The tree of stations, and the form of one. */
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../../shared/nouns/station.ts';
import { stations } from '../../state/desk.ts';
import { useNames } from '../../state/names.ts';
import { Editor } from './editor.tsx';
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
  return (
    <Editor
      query={stations}
      title={t('admin.stations')}
      newWord={t('admin.newStation')}
      rows={(all) =>
        inTree(all).map(({ station: { id, name, code, kind }, depth }) => ({
          ...{ id, name: names.of(name), depth },
          more: `${code} · ${t(`stationKind.${kind}`)}`,
        }))
      }
      form={(station, all, choose) => <StationForm station={station} all={all} onCreated={choose} />}
    />
  );
}
