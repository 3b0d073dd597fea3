// Which ladder an end's alert climbs: its policy for the severity, else its policy for all, else the built-in one.
import { sql } from 'kysely';
import type { Severity } from '../../shared/cap.ts';
import { defaultLadder, type Ladder } from '../../shared/nouns/policy.ts';
import type { Sql } from '../platform/command.ts';

interface SetLadder {
  endId: string;
  severity: Severity | null;
  ladder: Ladder;
}

async function setLadders(trx: Sql, lineId: string, endIds: readonly string[], severity: Severity) {
  const { rows } = await sql<SetLadder>`
    select distinct on (end_id) end_id as "endId", severity, ladder
    from policies
    where line_id = ${lineId} and end_id = any(${endIds}::uuid[]) and (severity = ${severity} or severity is null)
    order by end_id, severity nulls last`.execute(trx);
  return new Map(rows.map((row) => [row.endId, row]));
}

/** The ladders to freeze into an alert of this severity, by end. */
export async function laddersFor(
  trx: Sql,
  lineId: string,
  endIds: readonly string[],
  severity: Severity,
): Promise<(endId: string) => Ladder> {
  const ladders = await setLadders(trx, lineId, endIds, severity);
  return (endId) => ladders.get(endId)?.ladder ?? defaultLadder;
}

/** The ladder of one end, and where it is from. */
export async function ladderInForce(
  trx: Sql,
  { lineId, endId, severity }: { lineId: string; endId: string; severity: Severity },
): Promise<{ ladder: Ladder; source: 'severity' | 'every' | 'built_in' }> {
  const set = (await setLadders(trx, lineId, [endId], severity)).get(endId);
  if (!set) return { ladder: defaultLadder, source: 'built_in' };
  return { ladder: set.ladder, source: set.severity === null ? 'every' : 'severity' };
}
