// What a word of an end settles, as a function: called inside the statement that appends the word, it looks again.
import { type Kysely, sql } from 'kysely';

const owesAcceptance = `e.accepted_at is null and e.ladder ->> 'acceptWithinMs' is not null`;
/** As `awaitsWord` and `answered` of the reducer say it. Whoever calls it holds the channel's lock. */
const settleWord = `
create function settle_word(channel uuid, speaking_end uuid, spoken_at timestamptz) returns void
language sql volatile as $$
  update escalations e set answered_at = spoken_at,
    waiting_for = case when ${owesAcceptance} then 'accept' end,
    due_at = case when ${owesAcceptance}
      then e.received_at + make_interval(secs => (e.ladder ->> 'acceptWithinMs')::float8 / 1000) end
  where e.channel_id = channel and e.end_id = speaking_end and e.waiting_for in ('accept', 'reply', 'follow_up')
    and (e.waiting_for <> 'accept' or (e.reply_by is not null and e.answered_at is null))
$$`;

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(settleWord).execute(db);
}
