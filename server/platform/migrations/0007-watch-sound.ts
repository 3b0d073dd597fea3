// Whether an alarm was heard where each watch sat: as it was last seen, and as the station's own record has it. And what
// an officer has taken over, for his relief.
import { type Kysely, sql } from 'kysely';

const statements = [
  `create table watch_sounds (
     station_id uuid primary key references stations,
     -- The beginning of the watch that this row is about: another watch begins anew.
     watch_since timestamptz not null,
     noted text not null,
     seen text not null,
     seen_since timestamptz not null
   )`,
  // Summaries look one kind of entry up in a station's channel, which holds its settings too.
  `create index entries_of_watch_sound on entries (channel_id, at) where kind = 'watch.sound_changed'`,
  `create index escalations_taken_over on escalations ((taken_over_by ->> 'stationId'))
     where taken_over_by is not null`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
