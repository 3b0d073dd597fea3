/** Names of ends and stations in the reader's language, from what is on his desk. */
import { useTranslation } from 'react-i18next';
import type { Line, LineEnd } from '../../../shared/nouns/line.ts';
import type { Author } from '../../../shared/nouns/officer.ts';
import { inLanguage, type LocalText } from '../../../shared/text.ts';
import { lines, stations } from './desk.ts';
import { languageNow } from './language.ts';
import { useAnswer } from './live-query.ts';

export function endsOf(all: readonly Line[] | null): ReadonlyMap<string, LineEnd> {
  return new Map((all ?? []).flatMap(({ ends }) => ends.map((end) => [end.endId, end])));
}

export interface Names {
  of(names: LocalText): string;
  end(endId: string): string;
  isMine(endId: string): boolean;
  /** The station an author sits at, where the reader may know it; else the end he speaks for. */
  seat(author: Author): string;
}

export function useNames(): Names {
  // Subscribes to the language, so that a switch draws the names anew.
  useTranslation();
  const ends = endsOf(useAnswer(lines).data);
  const known = useAnswer(stations).data;
  const language = languageNow();
  const of = (names: LocalText) => inLanguage(names, language);
  const end = (endId: string) => {
    const found = ends.get(endId);
    return found ? of(found.name) : '…';
  };
  return {
    of,
    end,
    isMine: (endId) => ends.get(endId)?.mine ?? false,
    seat: (author) => {
      const station = known?.find(({ id }) => id === author.stationId);
      if (station) return of(station.name);
      return author.endId ? end(author.endId) : '';
    },
  };
}
