// The record: every table of the first version, with the constraints that the promises rest on.
import { type Kysely, sql } from 'kysely';

const statements = [
  // Every deadline and every order uses this clock. `clock_timestamp()`, not `now()`: a transaction that waited for a
  // lock must not write an instant from before the entry that it waited for. Tests replace it to move time.
  `create function parley_now() returns timestamptz language sql volatile parallel safe
     as $$ select date_trunc('milliseconds', clock_timestamp()) $$`,
  'create extension if not exists unaccent',
  'create extension if not exists pg_trgm',
  // unaccent() itself is only stable; naming the dictionary makes it fit for an index.
  `create function search_form(text) returns text language sql immutable parallel safe strict
     as $$ select lower(public.unaccent('public.unaccent', $1)) $$`,

  `create table organisations (
     id uuid primary key,
     code text not null unique,
     name jsonb not null,
     kind text not null check (kind in ('domestic', 'counterpart')),
     country text not null,
     language text not null,
     time_zone text not null,
     channel_id uuid not null
   )`,
  "create unique index one_domestic_organisation on organisations (kind) where kind = 'domestic'",

  `create table stations (
     id uuid primary key,
     code text not null unique,
     organisation_id uuid not null references organisations,
     parent_id uuid references stations,
     kind text not null,
     name jsonb not null,
     shows_watch_officer boolean not null default false,
     channel_id uuid not null
   )`,
  'create index on stations (organisation_id)',
  // Who stands above whom, himself included: an officer belongs to every end whose station he reaches.
  `create table station_reach (
     ancestor_id uuid not null references stations,
     station_id uuid not null references stations,
     primary key (ancestor_id, station_id)
   )`,
  'create index on station_reach (station_id)',

  `create table officers (
     id uuid primary key,
     username text not null unique,
     station_id uuid not null references stations,
     role text not null check (role in ('duty_officer', 'commander', 'liaison', 'observer', 'admin')),
     name text not null,
     language text not null,
     password_hash text,
     disabled_at timestamptz,
     epoch integer not null default 1
   )`,
  'create index on officers (station_id)',

  `create table sessions (
     id uuid primary key,
     officer_id uuid not null references officers,
     device text not null,
     address text not null,
     created_at timestamptz not null,
     seen_at timestamptz not null,
     refresh_hash text not null,
     previous_hash text,
     rotated_at timestamptz not null,
     refresh_expires_at timestamptz not null,
     revoked_at timestamptz,
     revoked_reason text
   )`,
  'create index on sessions (officer_id) where revoked_at is null',
  `create table sign_in_failures (
     subject text primary key,
     failures integer not null,
     last_at timestamptz not null,
     locked_until timestamptz
   )`,
  `create table signing_keys (
     id uuid primary key,
     organisation_id uuid not null references organisations,
     public_key text not null,
     private_key text not null,
     created_at timestamptz not null
   )`,
  'create unique index on signing_keys (organisation_id)',
  `create table set_up_codes (
     only_row boolean primary key default true check (only_row),
     code_hash text not null
   )`,

  // fillfactor: the counter of a busy channel is updated in place (HOT), without touching an index.
  `create table channels (
     id uuid primary key,
     kind text not null check (kind in ('organisation', 'station', 'line', 'incident', 'side')),
     organisation_id uuid,
     station_id uuid,
     line_id uuid,
     incident_id uuid,
     audience text not null,
     last_seq integer not null default 0,
     last_at timestamptz not null,
     closed_at timestamptz
   ) with (fillfactor = 50)`,
  'create index on channels (incident_id) where incident_id is not null',
  'create index on channels (line_id) where line_id is not null',
  `create table entries (
     channel_id uuid not null references channels,
     seq integer not null check (seq > 0),
     id uuid not null,
     kind text not null,
     at timestamptz not null,
     by jsonb,
     payload jsonb not null,
     primary key (channel_id, seq)
   )`,
  // What was written lately, on whichever node: a few pages are read, and an append costs nearly nothing.
  'create index entries_at on entries using brin (at) with (pages_per_range = 16, autosummarize = on)',
  // The record is append-only, also against our own mistakes.
  `create function refuse_change() returns trigger language plpgsql as
     $$ begin raise exception 'the record is append-only'; end $$`,
  'create trigger entries_are_append_only before update or delete on entries for each row execute function refuse_change()',
  'create trigger entries_stay before truncate on entries for each statement execute function refuse_change()',

  `create table receipts (
     officer_id uuid not null,
     key uuid not null,
     command text not null,
     input_hash text not null,
     reply jsonb not null,
     at timestamptz not null,
     primary key (officer_id, key)
   )`,
  `create table marks (
     channel_id uuid not null references channels,
     officer_id uuid not null references officers,
     delivered_seq integer not null,
     opened_seq integer not null,
     primary key (channel_id, officer_id)
   )`,

  `create table lines (
     id uuid primary key,
     code text not null unique,
     kind text not null check (kind in ('cross_border', 'adjacent')),
     name jsonb not null,
     channel_id uuid not null
   )`,
  `create table line_ends (
     line_id uuid not null references lines,
     station_id uuid not null references stations,
     position integer not null,
     primary key (line_id, station_id)
   )`,
  'create index on line_ends (station_id)',
  `create table agreements (
     id uuid primary key,
     line_id uuid not null unique references lines,
     reference text not null,
     signed_on date not null,
     valid_until date,
     note text
   )`,
  `create table policies (
     id uuid primary key,
     line_id uuid not null references lines,
     end_id uuid not null references stations,
     severity text,
     ladder jsonb not null,
     unique nulls not distinct (line_id, end_id, severity)
   )`,

  // One row a station. `since` is the beginning of the present condition, manned or not.
  `create table watches (
     station_id uuid primary key references stations,
     officer_id uuid references officers,
     since timestamptz not null,
     offered_to uuid references officers,
     offered_at timestamptz
   )`,

  `create table incident_numbers (
     line_id uuid not null references lines,
     year integer not null,
     last integer not null,
     primary key (line_id, year)
   )`,
  `create table incidents (
     id uuid primary key,
     number text not null unique,
     line_id uuid not null references lines,
     channel_id uuid not null unique references channels,
     title text not null,
     category text not null,
     severity text not null,
     cap_status text not null,
     status text not null check (status in ('open', 'in_progress', 'resolved', 'closed')),
     occurred_at timestamptz not null,
     place jsonb not null,
     subjects integer,
     outcome text,
     opened_at timestamptz not null,
     opened_by jsonb not null,
     closure_agreed_by jsonb not null default '[]',
     closed_at timestamptz
   )`,
  'create index on incidents (line_id, opened_at desc, id)',
  'create index on incidents using gin (search_form(title) gin_trgm_ops)',

  `create table alerts (
     id uuid primary key,
     incident_id uuid not null references incidents,
     channel_id uuid not null references channels,
     seq integer not null,
     raised_at timestamptz not null,
     raised_by jsonb not null,
     from_end_id uuid not null,
     text text not null,
     lang text not null,
     urgency text not null,
     severity text not null,
     certainty text not null,
     withdrawn_at timestamptz
   )`,
  'create index on alerts (incident_id)',
  'create index on alerts (channel_id, seq)',
  `create table escalations (
     id uuid primary key,
     alert_id uuid not null references alerts,
     incident_id uuid not null references incidents,
     channel_id uuid not null references channels,
     end_id uuid not null,
     from_end_id uuid not null,
     ladder jsonb not null,
     state text not null check (state in ('running', 'acknowledged', 'exhausted', 'cancelled')),
     waiting_for text,
     due_at timestamptz,
     step integer not null,
     call integer not null,
     round integer not null,
     turn integer not null,
     called_at timestamptz,
     delivered_at timestamptz,
     opened_at timestamptz,
     received_at timestamptz,
     accepted_at timestamptz,
     acknowledged_by jsonb,
     acknowledged_seq integer,
     reply_by timestamptz,
     answered_at timestamptz,
     taken_over_by jsonb,
     exhausted_at timestamptz,
     unique (alert_id, end_id),
     check ((waiting_for is null) = (due_at is null))
   ) with (fillfactor = 70)`,
  'create index escalations_due on escalations (due_at) where due_at is not null',
  "create index escalations_of_end on escalations (end_id) where state in ('running', 'exhausted')",
  "create index escalations_from_end on escalations (from_end_id) where state in ('running', 'exhausted')",
  "create index escalations_awaiting_word on escalations (channel_id) where waiting_for in ('accept', 'reply', 'follow_up')",
  'create index on escalations (incident_id)',
  // Who was called, by name: the private half of an escalation. The rows not reached yet are the outbox.
  `create table calls (
     escalation_id uuid not null references escalations,
     turn integer not null,
     officer_id uuid not null references officers,
     name text not null,
     role text not null,
     to_call_peer boolean not null,
     placed_at timestamptz not null,
     reached_at timestamptz,
     device text,
     cancelled_at timestamptz,
     primary key (escalation_id, turn, officer_id)
   )`,

  // Volatile by nature: which stations have a device on which node.
  `create unlogged table presences (
     node_id uuid not null,
     station_id uuid not null,
     seen_at timestamptz not null,
     primary key (node_id, station_id)
   )`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
