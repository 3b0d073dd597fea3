// Escalation policies as rows: one a line end and severity, null severity for all that have none of their own.
import type { Severity } from '../../../shared/cap.ts';
import type { Ladder, Policy } from '../../../shared/nouns/policy.ts';
import type { OfficerActor, Sql } from '../../platform/command.ts';
import type { Administrator, KnownStation } from '../../stations/domain.ts';
import { findStation, withinReach } from '../../stations/store.ts';

/** The station as an end of the line; null when there is no such line, station or end. */
export async function findEnd(
  trx: Sql,
  admin: Administrator,
  { lineCode, endCode }: { lineCode: string; endCode: string },
): Promise<(KnownStation & { lineId: string }) | null> {
  const station = await findStation(trx, admin, { code: endCode });
  const end = await trx
    .selectFrom('line_ends as e')
    .innerJoin('lines as l', 'l.id', 'e.line_id')
    .select('e.line_id as lineId')
    .where('l.code', '=', lineCode)
    .where('e.station_id', '=', station?.id ?? null)
    .executeTakeFirst();
  return station && end ? { ...station, ...end } : null;
}

export async function findPolicy(trx: Sql, lineId: string, endId: string, severity: Severity | null) {
  const found = await trx
    .selectFrom('policies')
    .select(['id', 'ladder'])
    .where('line_id', '=', lineId)
    .where('end_id', '=', endId)
    .where('severity', 'is not distinct from', severity)
    .executeTakeFirst();
  return found ?? null;
}

interface PolicyRow {
  id: string;
  lineId: string;
  endId: string;
  severity: Severity | null;
  ladder: Ladder;
}

export async function savePolicy(
  trx: Sql,
  { id, lineId, endId, severity, ladder }: PolicyRow,
): Promise<void> {
  const text = JSON.stringify(ladder);
  await trx
    .insertInto('policies')
    .values({ id, line_id: lineId, end_id: endId, severity, ladder: text })
    .onConflict((conflict) =>
      conflict.columns(['line_id', 'end_id', 'severity']).doUpdateSet({ ladder: text }),
    )
    .execute();
}

/** Policies of the ends that the officer may list stations of. */
export async function listPolicies(trx: Sql, actor: OfficerActor): Promise<Policy[]> {
  return trx
    .selectFrom('policies as p')
    .innerJoin('lines as l', 'l.id', 'p.line_id')
    .innerJoin('stations as s', 's.id', 'p.end_id')
    .innerJoin('line_ends as e', (join) =>
      join.onRef('e.line_id', '=', 'p.line_id').onRef('e.station_id', '=', 'p.end_id'),
    )
    .select(['p.id', 'p.line_id as lineId', 'l.code as lineCode', 'p.end_id as endId', 's.code as endCode'])
    .select(['p.severity', 'p.ladder'])
    .where(await withinReach(trx, actor))
    .orderBy('l.code')
    .orderBy('e.position')
    .orderBy('p.severity', (order) => order.asc().nullsLast())
    .execute();
}
