/** Finds what a person names: a line by its code, an incident by its number, an end or a station by its code, an officer by his user name. */
import type { OutputOf } from '../../shared/commands.ts';
import { type Id, id } from '../../shared/ids.ts';
import type { Line, LineEnd } from '../../shared/nouns/line.ts';
import type { Officer } from '../../shared/nouns/officer.ts';
import type { Station } from '../../shared/nouns/station.ts';
import { NotFound } from './failure.ts';
import type { Seat } from './seat.ts';

export type Case = OutputOf<'incident.get'>;

export const isId = (text: string): boolean => id.safeParse(text).success;
const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** Null for what is not there; any other failure stays one. */
export function orNull(error: unknown): null {
  if (error instanceof NotFound) return null;
  throw error;
}

export async function findLine({ send }: Seat, named: string): Promise<Line> {
  const { lines } = await send('line.list', {});
  const line = lines.find((one) => one.id === named || same(one.code, named));
  if (!line) throw new NotFound(`there is no line ${named} within your reach`);
  return line;
}

/** An end of a line by the code of its station. */
export function findEnd(line: Line, named: string): LineEnd {
  const end = line.ends.find(({ endId, code }) => endId === named || same(code, named));
  if (!end)
    throw new NotFound(
      `line ${line.code} has no end ${named}; it has ${line.ends.map(({ code }) => code).join(', ')}`,
    );
  return end;
}

/** Numbers are `LINE-YEAR-0001`; the server finds those that begin so. */
async function findIncidentByNumber({ send }: Seat, number: string): Promise<Id | null> {
  if (!/^.+-\d{4}-\d+$/.test(number)) return null;
  const { incidents } = await send('incident.list', { number, limit: 100 });
  return incidents.find((one) => same(one.number, number))?.id ?? null;
}

async function findIncidentId(seat: Seat, named: string): Promise<Id> {
  const incidentId = isId(named) ? named : await findIncidentByNumber(seat, named);
  if (!incidentId) throw new NotFound(`there is no incident ${named} within your reach`);
  return incidentId;
}

export async function findCase(seat: Seat, named: string): Promise<Case> {
  return await seat.send('incident.get', { incidentId: await findIncidentId(seat, named) });
}

/** The end one acts for, where `--end` names one. */
export async function ownEnd(seat: Seat, lineId: Id, named: string | undefined): Promise<{ endId?: Id }> {
  return named === undefined ? {} : { endId: findEnd(await findLine(seat, lineId), named).endId };
}

/** A station within reach; one's own when none is named. */
export async function findStation({ me, send }: Seat, named: string | undefined): Promise<Station> {
  if (named === undefined) return (await me()).station;
  const { stations } = await send('station.list', {});
  const station = stations.find((one) => one.id === named || same(one.code, named));
  if (!station) throw new NotFound(`there is no station ${named} within your reach`);
  return station;
}

export async function findOfficer({ send }: Seat, named: string): Promise<Officer> {
  const { officers } = await send('officer.list', {});
  const officer = officers.find((one) => one.id === named || same(one.username, named));
  if (!officer) throw new NotFound(`there is no officer ${named} within your reach`);
  return officer;
}
