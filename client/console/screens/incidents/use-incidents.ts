/** The pages of an incident list: read again after hints, grown by "more", never mixed between filters. */
import { useEffect, useState } from 'react';
import { capStatus, severity } from '../../../../shared/cap.ts';
import type { InputOf, OutputOf } from '../../../../shared/commands.ts';
import { incidentStatus } from '../../../../shared/nouns/incident.ts';
import { lines } from '../../state/desk.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { send } from '../../state/hotline.ts';
import { useAnswer } from '../../state/live-query.ts';

export type ListedIncident = OutputOf<'incident.list'>['incidents'][number];

/** As the filter fields hold them; the empty text is "any". */
export const noFilters = {
  lineId: '',
  status: 'unclosed',
  category: '',
  severity: '',
  capStatus: '',
  text: '',
};
export type Filters = typeof noFilters;

const pageSize = 25;

export function filterInput(filters: Filters): InputOf<'incident.list'> {
  const one = incidentStatus.safeParse(filters.status);
  const grave = severity.safeParse(filters.severity);
  const cap = capStatus.safeParse(filters.capStatus);
  const status =
    filters.status === 'unclosed' ? (['open', 'in_progress', 'resolved'] as const) : one.data && [one.data];
  return {
    limit: pageSize,
    ...(status ? { status: [...status] } : {}),
    ...(filters.lineId ? { lineId: filters.lineId } : {}),
    ...(filters.category ? { category: filters.category } : {}),
    ...(grave.success ? { severity: grave.data } : {}),
    ...(cap.success ? { capStatus: cap.data } : {}),
    ...(filters.text.trim() ? { text: filters.text.trim() } : {}),
  };
}

async function readPages(
  filters: Filters,
  pages: number,
): Promise<{ incidents: ListedIncident[]; hasMore: boolean }> {
  const incidents: ListedIncident[] = [];
  let cursor: string | null | undefined;
  for (let page = 0; page < pages && cursor !== null; page += 1) {
    const read = await send('incident.list', { ...filterInput(filters), ...(cursor ? { cursor } : {}) });
    incidents.push(...read.incidents);
    cursor = read.nextCursor;
  }
  return { incidents, hasMore: cursor !== null };
}

export function useIncidents(filters: Filters) {
  const [pages, setPages] = useState(1);
  const [tries, setTries] = useState(0);
  const [read, setRead] = useState<{ incidents: ListedIncident[]; hasMore: boolean } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  // The lines change whenever something happened on them: the list then reads again.
  const hint = useAnswer(lines).data;

  useEffect(() => {
    let current = true;
    // `tries` and `hint` only say when to read again.
    void tries;
    void hint;
    const timer = setTimeout(
      () =>
        void readPages(filters, pages).then(
          (next) => {
            if (!current) return;
            setRead(next);
            setFailure(null);
          },
          (error: unknown) => current && setFailure(failureOf(error)),
        ),
      filters.text ? 250 : 0,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [filters, pages, hint, tries]);

  return {
    incidents: read?.incidents ?? null,
    hasMore: read?.hasMore ?? false,
    failure,
    more: () => setPages(pages + 1),
    retry: () => setTries(tries + 1),
  };
}
