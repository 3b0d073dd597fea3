// Which ladder an end's alert climbs: its policy for the severity, else its policy for all, else the built-in one.
import { sql } from 'kysely';
import type { Severity } from '../../shared/cap.ts';
import { defaultLadder, type Ladder } from '../../shared/nouns/policy.ts';
import type { Sql } from '../platform/command.ts';

/** The ladders to freeze into an alert of this severity, by end. */
export async function laddersFor(
  trx: Sql,
  lineId: string,
  endIds: readonly string[],
  severity: Severity,
): Promise<(endId: string) => Ladder> {
  const { rows } = await sql<{ endId: string; ladder: Ladder }>`
    select distinct on (end_id) end_id as "endId", ladder
    from policies
    where line_id = ${lineId} and end_id = any(${endIds}::uuid[]) and (severity = ${severity} or severity is null)
    order by end_id, severity nulls last`.execute(trx);
  const ladders = new Map(rows.map(({ endId, ladder }) => [endId, ladder]));
  return (endId) => ladders.get(endId) ?? defaultLadder;
}
