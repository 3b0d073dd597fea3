// What alarms need: when an end last said that it has an alert, and which officers sit at a console that can sound.
import { type Kysely, sql } from 'kysely';

const statements = [
  'alter table escalations add column affirmed_at timestamptz',
  `update escalations set affirmed_at = greatest(accepted_at, received_at) where state = 'acknowledged'`,
  "create index incidents_in_hand on incidents (line_id) where status in ('open', 'in_progress')",

  // Volatile by nature: who is connected to which node, and whether an alarm sounds there.
  `create unlogged table seats (
     node_id uuid not null,
     officer_id uuid not null,
     station_id uuid not null,
     sounds boolean not null,
     seen_at timestamptz not null,
     primary key (node_id, officer_id)
   )`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
