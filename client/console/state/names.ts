/** Names of ends and stations in the reader's language, from what is on his desk. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Line, LineEnd } from '../../../shared/nouns/line.ts';
import type { Author } from '../../../shared/nouns/officer.ts';
import { inLanguage, type Language, type LocalText } from '../../../shared/text.ts';
import { lines, stations } from './desk.ts';
import { languageNow } from './language.ts';
import { useAnswer } from './live-query.ts';
import { inOrder } from './order.ts';

export function endsOf(all: readonly Line[] | null): ReadonlyMap<string, LineEnd> {
  return new Map((all ?? []).flatMap(({ ends }) => ends.map((end) => [end.endId, end])));
}

export interface Names {
  /** In which they are told. */
  language: Language;
  of(names: LocalText): string;
  /** In the order of the reader's dictionary. */
  sorted<T extends { name: LocalText }>(items: readonly T[]): T[];
  end(endId: string): string;
  isMine(endId: string): boolean;
  /** All names of an end, for an element that tells in which language it is named. */
  ofEnd(endId: string): LocalText | undefined;
  /** The station an author sits at, where the reader may know it; else the end he speaks for. */
  seat(author: Author): LocalText | undefined;
}

export function useNames(): Names {
  // Subscribes to the language, so that a switch draws the names anew.
  useTranslation();
  const { data: allLines } = useAnswer(lines);
  const { data: known } = useAnswer(stations);
  const language = languageNow();
  // The same names as long as nothing changes: what is drawn with them need not be drawn again.
  return useMemo(() => {
    const ends = endsOf(allLines);
    const of = (names: LocalText) => inLanguage(names, language);
    const ofEnd = (endId: string) => ends.get(endId)?.name;
    return {
      language,
      of,
      sorted: (items) => inOrder(items, language, ({ name }) => of(name)),
      ofEnd,
      end: (endId) => {
        const found = ofEnd(endId);
        return found ? of(found) : '…';
      },
      isMine: (endId) => ends.get(endId)?.mine ?? false,
      seat: (author) => {
        const station = known?.find(({ id }) => id === author.stationId);
        return station?.name ?? (author.endId ? ofEnd(author.endId) : undefined);
      },
    };
  }, [allLines, known, language]);
}
