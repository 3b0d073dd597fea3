/** The pages of an incident list: read again after hints, grown by "more", never mixed between filters. */
import { useEffect, useMemo, useState } from 'react';
import { capStatus, severity } from '../../../../shared/cap.ts';
import type { InputOf, OutputOf } from '../../../../shared/commands.ts';
import { incidentStatus } from '../../../../shared/nouns/incident.ts';
import { lines } from '../../state/desk.ts';
import { send } from '../../state/hotline.ts';
import { liveQuery, useAnswer } from '../../state/live-query.ts';

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

function filterInput(filters: Filters): InputOf<'incident.list'> {
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

async function readPages(filters: Filters, pages: number): Promise<Read> {
  const incidents: ListedIncident[] = [];
  let cursor: string | null | undefined;
  for (let page = 0; page < pages && cursor !== null; page += 1) {
    const read = await send('incident.list', { ...filterInput(filters), ...(cursor ? { cursor } : {}) });
    incidents.push(...read.incidents);
    cursor = read.nextCursor;
  }
  return { incidents, hasMore: cursor !== null };
}

interface Read {
  incidents: ListedIncident[];
  hasMore: boolean;
}

export function useIncidents(filters: Filters) {
  const [pages, setPages] = useState(1);
  const query = useMemo(() => liveQuery(() => readPages(filters, pages)), [filters, pages]);
  const { data, failure } = useAnswer(query);
  // The list before stays until the next one is there.
  const [shown, setShown] = useState<Read | null>(null);
  // The lines change whenever something happened on them: the list then reads again.
  const hint = useAnswer(lines).data;

  useEffect(() => {
    query.touch(filters.text ? 250 : 0);
    return query.forget;
  }, [query, filters]);
  useEffect(() => {
    if (hint) query.touch(100);
  }, [query, hint]);
  useEffect(() => {
    if (data) setShown(data);
  }, [data]);

  return {
    incidents: shown?.incidents ?? null,
    hasMore: shown?.hasMore ?? false,
    failure,
    more: () => setPages(pages + 1),
    retry: () => query.touch(),
  };
}
