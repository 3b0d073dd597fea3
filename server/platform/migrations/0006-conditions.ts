// What cases are looked for by, field by field: texts in one form, markers by their numbers, who closed alone.
import { type Kysely, sql } from 'kysely';

const digits = '០១២៣៤៥៦៧៨៩໐໑໒໓໔໕໖໗໘໙';
/** Zero-width breaks stand inside Khmer and Lao words; nobody types them into a search. */
const invisible = '\u200b\u200c\u200d\u00ad';

const statements = [
  // As `shared/search-form.ts` folds a text, but signs stay: small letters, no accents, digits 0 to 9.
  `create function field_form(text) returns text language sql immutable parallel safe strict
     as $$ select translate(public.search_form($1), '${digits}${invisible}', '01234567890123456789') $$`,
  // Folded first and escaped then: a wide percent sign folds into the narrow one, which is a wildcard. Of nothing that is
  // left it is null, which nothing is like.
  `create function part_pattern(text) returns text language sql immutable parallel safe strict
     as $$ select '%' || regexp_replace(nullif(btrim(public.field_form($1)), ''), '([\\\\%_])', '\\\\\\1', 'g') || '%' $$`,
  // The words of a marker that hold letters or digits, apart by blanks: no wildcard is left in it.
  `create function marker_form(text) returns text language sql immutable parallel safe strict
     as $$ select ' ' || nullif(btrim(regexp_replace(public.field_form($1), '[^0-9a-z]+', ' ', 'g')), '') || ' ' $$`,
  `create function place_words(jsonb) returns text language sql immutable parallel safe strict
     as $$ select public.field_form(coalesce($1 ->> 'marker', '') || ' ' || coalesce($1 ->> 'description', '')) $$`,

  'drop index incidents_search_form_idx',
  'create index on incidents using gin (field_form(title) gin_trgm_ops)',
  'create index on incidents using gin (field_form(outcome) gin_trgm_ops)',
  'create index on incidents using gin (place_words(place) gin_trgm_ops)',
  "create index on incidents using gin (marker_form(place ->> 'marker') gin_trgm_ops)",
  "create index on incidents (((place ->> 'latitude')::float8)) where place ->> 'latitude' is not null",
  'create index on incidents (line_id, occurred_at)',
  'create index on incidents (number text_pattern_ops)',

  'alter table incidents add column closed_alone boolean not null default false',
  `update incidents i set closed_alone = true from entries e
     where i.status = 'closed' and e.channel_id = i.channel_id and e.at = i.closed_at
       and e.kind = 'incident.status_changed' and e.payload @> '{"to": "closed", "alone": true}'`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
