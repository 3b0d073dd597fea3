// Whether something made officers hear of anything new.

import type { Database } from '../../server/platform/database.ts';
import type { EntryBatch } from '../../shared/entry.ts';
import type { RawOfficer } from './raw-officer.ts';

/**
 * Listens from now on; what it returns is called afterwards and gives the entries pushed to these officers that the record
 * did not hold when the listening began. A node may push an older entry again at any time, which tells nobody anything.
 */
export async function listenForNews(
  db: Database,
  officers: readonly RawOfficer[],
): Promise<() => EntryBatch['entries']> {
  const held = new Set((await db.selectFrom('entries').select('id').execute()).map(({ id }) => id));
  for (const { pushed } of officers) pushed.length = 0;
  return () =>
    officers
      .flatMap(({ pushed }) => pushed)
      .flatMap(([event, body]) => (event === 'entries' ? (body as EntryBatch).entries : []))
      .filter(({ id }) => !held.has(id));
}
