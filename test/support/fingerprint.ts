// The whole record in one line: equal before and after means that nothing changed.
import { sql } from 'kysely';
import type { Database } from '../../server/platform/database.ts';

/** Volatile by nature, moved by being looked at, or written after the entries by themselves. */
const left = new Set([
  'presences',
  'search_cursors',
  'search_texts',
  'seats',
  'sessions',
  'sign_in_failures',
  'test_clock',
  'kysely_migration_lock',
]);

/** A digest of every table but those of connections and sign-ins; with it, where the channels stand. */
export async function fingerprint(db: Database): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by tablename`.execute(db);
  const digests: string[] = [];
  for (const { name } of tables) {
    if (left.has(name)) continue;
    const { rows } = await sql<{ digest: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as digest
      from ${sql.table(name)} t`.execute(db);
    digests.push(`${name} ${rows[0]?.digest}`);
  }
  return digests.join('\n');
}
