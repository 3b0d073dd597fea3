// The floor of a durable post: what a relay commits before it replies, and nothing else of our work.
import { openClient } from '../server/platform/database.ts';
import { newId } from '../shared/ids.ts';

/** `row`: into a bare table. `entry`: the next number of its channel, and the entry under it, as a journal must. */
export type Kept = 'row' | 'entry';

const tables: Record<Kept, string> = {
  row: 'create table words (channel_id uuid not null, id uuid not null, said jsonb not null)',
  entry: `
    create table channels (id uuid primary key, last_seq integer not null) with (fillfactor = 50);
    create table entries (channel_id uuid not null references channels, seq integer not null, id uuid not null,
      said jsonb not null, primary key (channel_id, seq))`,
};

/** Input: channel, id of the entry, what was said. */
const statements: Record<Kept, string> = {
  row: 'insert into words values ($1, $2, $3)',
  entry: `
    with counted as (
      insert into channels values ($1, 1) on conflict (id) do update set last_seq = channels.last_seq + 1
      returning id, last_seq)
    insert into entries select id, last_seq, $2, $3 from counted`,
};

export interface Floor {
  /** Resolves when it is on disk. */
  keep(channelId: string, said: object): Promise<void>;
  close(): Promise<void>;
}

export async function openFloor(databaseUrl: string, kept: Kept): Promise<Floor> {
  const client = await openClient(databaseUrl, 'parley bench');
  await client.query(tables[kept]);
  const statement = { name: 'keep', text: statements[kept] };
  return {
    async keep(channelId, said) {
      await client.query({ ...statement, values: [channelId, newId(), JSON.stringify(said)] });
    },
    close: () => client.end(),
  };
}
