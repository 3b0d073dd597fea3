// Moves the clock of a test database: parley_now() is replaced by itself plus an offset that tests advance.
import { sql } from 'kysely';
import type { Database } from '../../server/platform/database.ts';

/** The clock of one test database. It runs on by itself; `advance` adds to it. */
export interface TestClock {
  advance(ms: number): Promise<void>;
}

/** Holds a taken clock still where it is: from now on only `advance` moves it, and nothing falls due by itself. */
export async function stopClock(db: Database): Promise<void> {
  const { rows } = await sql<{ now: string }>`
    select date_trunc('milliseconds', clock_timestamp())::text as now`.execute(db);
  await sql`
    create or replace function parley_now() returns timestamptz language sql volatile parallel safe
    as $$
      select timestamptz '${sql.raw(rows[0]?.now ?? '')}' + make_interval(secs => offset_ms / 1000.0) from test_clock
    $$`.execute(db);
}

export async function takeClock(db: Database): Promise<TestClock> {
  await sql`create table test_clock (offset_ms bigint not null)`.execute(db);
  await sql`insert into test_clock values (0)`.execute(db);
  await sql`
    create or replace function parley_now() returns timestamptz language sql volatile parallel safe
    as $$
      select date_trunc('milliseconds', clock_timestamp()) + make_interval(secs => offset_ms / 1000.0) from test_clock
    $$`.execute(db);
  return {
    async advance(ms) {
      await sql`update test_clock set offset_ms = offset_ms + ${ms}`.execute(db);
    },
  };
}
