// How far the demo was loaded before: the record itself is the mark.
import { sql } from 'kysely';
import { refuse } from '../../shared/errors.ts';
import type { Instant } from '../../shared/time.ts';
import type { World } from '../../shared/world.ts';
import type { Database } from '../platform/database.ts';

/**
 * The world is whole when its last policy stands, the history when the last word of it was said: the neighbours speak
 * last.
 */
export async function demoProgress(
  db: Database,
  { policies }: World,
  last: { lineCode: string; words: number },
): Promise<{ world: boolean; history: boolean }> {
  const policy = policies.at(-1);
  const { rows } = await sql<{ world: boolean; history: boolean }>`
    select exists (
        select from policies p join lines l on l.id = p.line_id join stations s on s.id = p.end_id
        where l.code = ${policy?.lineCode ?? ''} and s.code = ${policy?.endCode ?? ''}) as world,
      (select count(*) from lines l join entries e on e.channel_id = l.channel_id and e.kind = 'message.posted'
        where l.code = ${last.lineCode}) >= ${last.words} as history`.execute(db);
  return rows[0] ?? { world: false, history: false };
}

/** When the first organisation was set up: the same moment however often the demo is started. */
export async function worldBegan(db: Database): Promise<Instant> {
  const { rows } = await sql<{ at: Instant }>`
    select min(e.at) as at from organisations o join entries e on e.channel_id = o.channel_id and e.seq = 1`.execute(
    db,
  );
  return rows[0]?.at ?? refuse('internal');
}
