// The floor of a durable post: one row into a bare table, one commit after another, without any of our work around it.
import { randomUUID } from 'node:crypto';
import { openClient } from '../server/platform/database.ts';
import { percentile } from './figures.ts';

export interface Floor {
  /** Commits for so long, one in flight; the median in milliseconds. */
  commitP50(forMs: number): Promise<number>;
  close(): Promise<void>;
}

export async function openFloor(databaseUrl: string): Promise<Floor> {
  const client = await openClient(databaseUrl, 'parley bench');
  await client.query('create table words (id uuid not null, said text not null)');
  const insert = { name: 'say', text: 'insert into words values ($1, $2)' };
  return {
    async commitP50(forMs) {
      const times: number[] = [];
      const until = performance.now() + forMs;
      while (performance.now() < until) {
        const startedAt = performance.now();
        await client.query({ ...insert, values: [randomUUID(), 'x'.repeat(160)] });
        times.push(performance.now() - startedAt);
      }
      return percentile(times, 0.5);
    },
    close: () => client.end(),
  };
}
