/** The options by which `incidents` and `search` narrow cases down, and what they mean to the server. */
import type { Command } from 'commander';
import { UsageError } from './failure.ts';
import { findEnd, findLine, isId } from './find.ts';
import { givenTime } from './given-time.ts';
import type { Seat } from './seat.ts';

export interface ConditionOptions {
  line?: string;
  status?: string[];
  category?: string;
  severity?: string;
  capStatus?: string;
  number?: string;
  agreement?: string;
  from?: string;
  before?: string;
  happenedFrom?: string;
  happenedBefore?: string;
  closedFrom?: string;
  closedBefore?: string;
  openedBy?: string;
  marker?: string;
  place?: string;
  near?: string;
  subjectsFrom?: string;
  subjectsTo?: string;
  counted?: boolean;
  outcome?: string;
  alerts?: string;
  closure?: string;
  limit: string;
  cursor?: string;
}

export function addConditionOptions(command: Command, limit: string): Command {
  return command
    .option('--line <line>', 'of this line')
    .option('--status <status...>', 'open, in_progress, resolved, closed')
    .option('--category <category>')
    .option('--severity <severity>')
    .option('--cap-status <status>', 'Actual, Exercise, Test …')
    .option('--number <number>', 'its number, or how it begins')
    .option('--agreement <reference>', 'part of the reference of its line’s agreement')
    .option('--from <time>', 'opened at or after')
    .option('--before <time>', 'opened before')
    .option('--happened-from <time>', 'happened at or after')
    .option('--happened-before <time>', 'happened before')
    .option('--closed-from <time>', 'closed at or after')
    .option('--closed-before <time>', 'closed before')
    .option('--opened-by <end>', 'opened by this end of a line')
    .option('--marker <number>', 'at this boundary marker')
    .option('--place <words>', 'part of the words on its place')
    .option('--near <latitude,longitude[,km]>', 'within so many kilometres, 5 unless told')
    .option('--subjects-from <count>', 'with at least so many subjects')
    .option('--subjects-to <count>', 'with at most so many subjects')
    .option('--counted', 'whose subjects were counted')
    .option('--no-counted', 'whose subjects were not counted yet')
    .option('--outcome <words>', 'part of its outcome')
    .option('--alerts <state>', 'none, any, unanswered, unanswered_by_us, exhausted, answered, withdrawn')
    .option('--closure <state>', 'nobody_agreed, waits_for_us, waits_for_them, joint, alone')
    .option('--limit <count>', 'at most so many cases', limit)
    .option('--cursor <cursor>', 'the page after');
}

function givenNear(text: string): { latitude: number; longitude: number; withinKm?: number } {
  const [latitude, longitude, withinKm, ...more] = text.split(',').map(Number);
  if (latitude === undefined || longitude === undefined || more.length > 0)
    throw new UsageError(`"${text}" is not a place such as 22.83,106.67 or 22.83,106.67,10`);
  return { latitude, longitude, ...(withinKm === undefined ? {} : { withinKm }) };
}

/** An end is named by the code of its station, on whichever line within reach it is one. */
async function endIdOf(seat: Seat, named: string, line: string | undefined): Promise<string> {
  if (isId(named)) return named;
  if (line) return findEnd(await findLine(seat, line), named).endId;
  const { lines } = await seat.send('line.list', {});
  const has = lines.find(({ ends }) => ends.some(({ code }) => code === named.toLowerCase()));
  if (!has) throw new UsageError(`no line within your reach has an end ${named}`);
  return findEnd(has, named).endId;
}

/** Words of the schema are checked by the server, which names the field that does not fit. */
export async function conditionsInput(seat: Seat, given: ConditionOptions): Promise<Record<string, unknown>> {
  const { line, openedBy, near, subjectsFrom, subjectsTo, limit, ...words } = given;
  const { from, before, happenedFrom, happenedBefore, closedFrom, closedBefore, ...rest } = words;
  const now = seat.client.serverNow();
  const times = {
    ...{ openedFrom: from, openedBefore: before, occurredFrom: happenedFrom },
    ...{ occurredBefore: happenedBefore, closedFrom, closedBefore },
  };
  const instants = Object.entries(times).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, givenTime(text, now)]],
  );
  return {
    ...rest,
    ...Object.fromEntries(instants),
    limit: Number(limit),
    ...(line && { lineId: (await findLine(seat, line)).id }),
    ...(openedBy && { openedByEndId: await endIdOf(seat, openedBy, line) }),
    ...(near && { near: givenNear(near) }),
    ...(subjectsFrom && { subjectsAtLeast: Number(subjectsFrom) }),
    ...(subjectsTo && { subjectsAtMost: Number(subjectsTo) }),
  };
}
