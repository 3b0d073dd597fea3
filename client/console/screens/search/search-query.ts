/** What is looked for: as the fields hold it, as it stands in the address, and as the server is asked. */
import { capStatus, severity } from '../../../../shared/cap.ts';
import type { InputOf } from '../../../../shared/commands.ts';
import { incidentStatus } from '../../../../shared/nouns/incident.ts';
import { day, plusMs } from '../../../../shared/time.ts';
import { instantOf } from '../../state/format.ts';

/** The empty text is "any". */
export const noQuery = {
  text: '',
  lineId: '',
  status: '',
  category: '',
  severity: '',
  capStatus: '',
  from: '',
  until: '',
};
export type Query = typeof noQuery;
export type QueryField = keyof Query;

const fields = Object.keys(noQuery) as QueryField[];

/** How many fields narrow the words down. */
export const conditionsOf = (query: Query) =>
  fields.filter((field) => field !== 'text' && query[field] !== '').length;

export function queryOf(address: string): Query {
  const given = new URLSearchParams(address);
  const found = { ...noQuery };
  for (const field of fields) found[field] = given.get(field) ?? '';
  return found;
}

export function addressOfQuery(query: Query): string {
  const given = fields.filter((field) => query[field] !== '').map((field) => [field, query[field]]);
  return new URLSearchParams(given).toString();
}

/** A day of the calendar at the reader's; what is none goes to the schema as it is, which says so at the field. */
function dayBegins(text: string, zone: string): string {
  return instantOf(`${text.trim()} 00:00`, zone) ?? text;
}

function dayEnds(text: string, zone: string): string {
  const begins = instantOf(`${text.trim()} 00:00`, zone);
  return begins ? plusMs(begins, day) : text;
}

export function searchInputOf(query: Query, zone: string): InputOf<'record.search'> {
  const status = incidentStatus.safeParse(query.status);
  const grave = severity.safeParse(query.severity);
  const cap = capStatus.safeParse(query.capStatus);
  return {
    ...(query.text.trim() ? { text: query.text.trim() } : {}),
    ...(query.lineId ? { lineId: query.lineId } : {}),
    ...(status.success ? { status: [status.data] } : {}),
    ...(query.category ? { category: query.category } : {}),
    ...(grave.success ? { severity: grave.data } : {}),
    ...(cap.success ? { capStatus: cap.data } : {}),
    ...(query.from.trim() ? { openedFrom: dayBegins(query.from, zone) } : {}),
    ...(query.until.trim() ? { openedBefore: dayEnds(query.until, zone) } : {}),
  };
}
