/** What is looked for: as the fields hold it, as it stands in the address, and as the server is asked. */
import { z } from 'zod';
import { capStatus, severity } from '../../../../shared/cap.ts';
import type { InputOf } from '../../../../shared/commands.ts';
import { id } from '../../../../shared/ids.ts';
import { categoryCode } from '../../../../shared/nouns/category.ts';
import { incidentStatus } from '../../../../shared/nouns/incident.ts';
import { alertCondition, closureCondition } from '../../../../shared/nouns/incident-filter.ts';
import { day, plusMs } from '../../../../shared/time.ts';
import { instantOf } from '../../state/format.ts';

const firstFields = {
  text: '',
  lineId: '',
  status: '',
  category: '',
  severity: '',
  capStatus: '',
  from: '',
  until: '',
};

/** What is asked for less often, and lies folded away. */
const moreFields = {
  number: '',
  openedByEndId: '',
  agreement: '',
  happenedFrom: '',
  happenedUntil: '',
  closedFrom: '',
  closedUntil: '',
  marker: '',
  place: '',
  latitude: '',
  longitude: '',
  withinKm: '',
  counted: '',
  subjectsAtLeast: '',
  subjectsAtMost: '',
  outcome: '',
  alerts: '',
  closure: '',
};

/** The empty text is "any". */
export const noQuery = { ...firstFields, ...moreFields };
export type Query = typeof noQuery;
export type QueryField = keyof Query;

const fields = Object.keys(noQuery) as QueryField[];

function countOf(query: Query, some: readonly string[]): number {
  return fields.filter((field) => field !== 'text' && some.includes(field) && query[field].trim() !== '')
    .length;
}

/** How many of the first fields narrow the words down, and how many of those that are folded away. */
export const firstConditionsOf = (query: Query) => countOf(query, Object.keys(firstFields));
export const moreConditionsOf = (query: Query) => countOf(query, Object.keys(moreFields));

export const countedChoice = z.enum(['yes', 'no']);

/** Fields that are chosen, not typed: what no list offers would narrow the search down unseen. */
const chosen: Partial<Record<QueryField, z.ZodType>> = {
  lineId: id,
  status: incidentStatus,
  category: categoryCode,
  severity,
  capStatus,
  openedByEndId: id,
  counted: countedChoice,
  alerts: alertCondition,
  closure: closureCondition,
};

/** Words of an address are whatever its writer made them. */
export function queryOf(address: string): Query {
  const given = new URLSearchParams(address);
  const found = { ...noQuery };
  for (const field of fields) {
    const text = given.get(field) ?? '';
    if (chosen[field]?.safeParse(text).success ?? true) found[field] = text;
  }
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

/** A comma is a decimal sign too; what is no number is left for the schema to refuse. */
const numberOf = (text: string) => Number(text.trim().replace(',', '.'));

type Input = InputOf<'record.search'>;
type Put = (text: string, zone: string) => unknown;

const asText: Put = (text) => text;
/** The name in the question, and what is asked for there, of each field that is a condition by itself. */
const asked: Partial<Record<QueryField, readonly [name: keyof Input, put: Put]>> = {
  text: ['text', asText],
  lineId: ['lineId', asText],
  status: ['status', (text) => [text]],
  category: ['category', asText],
  severity: ['severity', asText],
  capStatus: ['capStatus', asText],
  from: ['openedFrom', dayBegins],
  until: ['openedBefore', dayEnds],
  number: ['number', asText],
  openedByEndId: ['openedByEndId', asText],
  agreement: ['agreement', asText],
  happenedFrom: ['occurredFrom', dayBegins],
  happenedUntil: ['occurredBefore', dayEnds],
  closedFrom: ['closedFrom', dayBegins],
  closedUntil: ['closedBefore', dayEnds],
  marker: ['marker', asText],
  place: ['place', asText],
  counted: ['counted', (text) => text === 'yes'],
  subjectsAtLeast: ['subjectsAtLeast', numberOf],
  subjectsAtMost: ['subjectsAtMost', numberOf],
  outcome: ['outcome', asText],
  alerts: ['alerts', asText],
  closure: ['closure', asText],
};

/** A point needs both its numbers; the schema says so at the one that is missing. */
function nearOf({ latitude, longitude, withinKm }: Query): object {
  const given = Object.entries({ latitude, longitude, withinKm }).filter(([, text]) => text.trim() !== '');
  const near = Object.fromEntries(given.map(([name, text]) => [name, numberOf(text)]));
  return 'latitude' in near || 'longitude' in near ? { near } : {};
}

/** What was typed goes as it is: the schema judges all of it. */
export function searchInputOf(query: Query, zone: string): Input {
  const given = fields.flatMap((field) => {
    const [name, put] = asked[field] ?? [];
    const text = query[field].trim();
    return name && put && text !== '' ? [[name, put(text, zone)] as const] : [];
  });
  return { ...Object.fromEntries(given), ...nearOf(query) };
}
