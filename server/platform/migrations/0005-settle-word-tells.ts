// What a word settles is answered too: the deadline that it leaves gets its wake-up.
import { type Kysely, sql } from 'kysely';

const owesAcceptance = `e.accepted_at is null and e.ladder ->> 'acceptWithinMs' is not null`;
/** As in 0004; answers the escalations that wait on, with what they are due at. Null when there are none. */
const settleWord = `
create function settle_word(channel uuid, speaking_end uuid, spoken_at timestamptz) returns jsonb
language sql volatile as $$
  with settled as (
    update escalations e set answered_at = spoken_at,
      waiting_for = case when ${owesAcceptance} then 'accept' end,
      due_at = case when ${owesAcceptance}
        then e.received_at + make_interval(secs => (e.ladder ->> 'acceptWithinMs')::float8 / 1000) end
    where e.channel_id = channel and e.end_id = speaking_end and e.waiting_for in ('accept', 'reply', 'follow_up')
      and (e.waiting_for <> 'accept' or (e.reply_by is not null and e.answered_at is null))
    returning e.id, e.due_at
  )
  select jsonb_agg(jsonb_build_object('escalationId', id,
    'dueAt', to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
  from settled where due_at is not null
$$`;

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw('drop function settle_word').execute(db);
  await sql.raw(settleWord).execute(db);
}
