// Holds a record against what its officers were answered: nothing lost, nothing doubled, nothing half.
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Database } from '../../server/platform/database.ts';
import type { Deed } from './busy-officers.ts';

/** Every channel is numbered from 1 without a gap up to its head, and every row of a case has its entry. */
export async function expectWhole(db: Database): Promise<void> {
  const { rows: broken } = await sql`
    select c.id, c.last_seq, count(e.seq)::int as entries, max(e.seq) as highest
    from channels c left join entries e on e.channel_id = c.id group by c.id
    having count(e.seq) <> c.last_seq or coalesce(max(e.seq), 0) <> c.last_seq or coalesce(min(e.seq), 1) <> 1`.execute(
    db,
  );
  expect(broken).toEqual([]);
  const { rows } = await sql<{ kind: string; rows: number; entries: number }>`
    select 'incidents' as kind, (select count(*)::int from incidents) as rows, count(*)::int as entries
      from entries where kind = 'incident.opened'
    union all select 'alerts', (select count(*)::int from alerts), count(*)::int
      from entries where kind = 'alert.raised'
    union all select 'acknowledged', (select count(*)::int from escalations where acknowledged_seq is not null),
      count(distinct payload ->> 'alertId')::int from entries where kind = 'alert.acknowledged'`.execute(db);
  for (const { kind, rows: kept, entries } of rows) expect([kind, kept]).toEqual([kind, entries]);
}

/** What was answered with ok is on the record exactly once, and nothing besides. */
export async function expectDone(db: Database, deeds: readonly Deed[]): Promise<void> {
  const { rows: entries } = await sql<{ kind: string; channelId: string; seq: number; text: string | null }>`
    select kind, channel_id as "channelId", seq, payload ->> 'text' as text from entries`.execute(db);
  const of = (kind: string) => entries.filter((entry) => entry.kind === kind);
  const placed = (name: Deed['name']) => deeds.filter((deed) => deed.name === name);

  const said = deeds.flatMap((deed) =>
    deed.name === 'message.post' && 'text' in deed.input
      ? [{ text: deed.input.text, channelId: deed.result.channelId, seq: deed.result.seq }]
      : [],
  );
  const byText = (one: { text: string | null }, other: { text: string | null }) =>
    (one.text ?? '') < (other.text ?? '') ? -1 : 1;
  const heard = of('message.posted').map(({ text, channelId, seq }) => ({ text, channelId, seq }));
  expect(heard.sort(byText)).toEqual(said.sort(byText));
  expect(of('incident.opened')).toHaveLength(placed('incident.open').length);
  expect(of('alert.raised')).toHaveLength(placed('alert.raise').length);
  expect(of('alert.acknowledged')).toHaveLength(placed('alert.acknowledge').length);
}
