// The index of the words on record: written after the entries, from them alone, and anew whenever it is emptied.
import { type Kysely, sql } from 'kysely';

const statements = [
  // No references: a look at the channel's row for each line of the index would wait for those who post to it.
  `create table search_texts (
     channel_id uuid not null,
     seq integer not null,
     line_id uuid not null,
     incident_id uuid,
     end_id uuid,
     at timestamptz not null,
     form text not null,
     primary key (channel_id, seq)
   )`,
  'create index on search_texts using gin (form gin_trgm_ops)',
  'create index on search_texts (incident_id, at desc) where incident_id is not null',
  'create index on search_texts (line_id, at desc) where incident_id is null',
  // How far each channel is indexed, and in which version of the form.
  `create table search_cursors (
     channel_id uuid primary key,
     seq integer not null,
     version integer not null
   )`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
