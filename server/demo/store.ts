// How far the demo was loaded before: the record itself is the mark.
import { sql } from 'kysely';
import type { World } from '../../shared/world.ts';
import type { Database } from '../platform/database.ts';

/** The world is whole when its last policy stands; the history has begun when there is an incident. */
export async function demoProgress(
  db: Database,
  { policies }: World,
): Promise<{ world: boolean; history: boolean }> {
  const last = policies.at(-1);
  const { rows } = await sql<{ world: boolean; history: boolean }>`
    select exists (
        select from policies p join lines l on l.id = p.line_id join stations s on s.id = p.end_id
        where l.code = ${last?.lineCode ?? ''} and s.code = ${last?.endCode ?? ''}) as world,
      exists (select from incidents) as history`.execute(db);
  return rows[0] ?? { world: false, history: false };
}
