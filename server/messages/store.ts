// The line a shared channel belongs to.
import type { Sql } from '../platform/command.ts';

/** Undefined for private and unknown channels alike: nobody posts a message there. */
export async function lineOfChannel(trx: Sql, channelId: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom('channels')
    .select('line_id')
    .where('id', '=', channelId)
    .where('kind', 'in', ['line', 'incident'])
    .executeTakeFirst();
  return row?.line_id ?? undefined;
}
