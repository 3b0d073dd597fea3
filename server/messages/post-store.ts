// The hot path in one statement: a batch of messages is judged, numbered, appended and receipted, and settles what
// waited for a word of their ends.
//
// Input: one JSON array, an object a message. Output: one row a message, in no order; `verdict` is null where it was
// appended, and there is no row where the officer is no longer who he was or the channel is none. Locks: the officers
// (share) and their sessions, so that one who was cut off is refused, then the channels in id order, as everywhere.
// Each lock stands in a lateral look-up by key, which the planner cannot turn round: it sees no statistics of a record
// that has just grown, and a join the other way costs twenty times as much.
//
// All parts of a statement read one snapshot, but the locked channel rows are read as they are after the wait. So
// whatever can change under the channel's lock is taken from that row (`last_seq`, `closed_at`), and `behind` tells that
// somebody committed to the channel in between: an acknowledgement among that is not in our snapshot, and the caller
// settles it with a second statement.

/** As `awaitsWord` and `answered` of the reducer say it. */
const awaitsWord = `e.waiting_for in ('accept', 'reply', 'follow_up')
    and (e.waiting_for <> 'accept' or (e.reply_by is not null and e.answered_at is null))`;
const owesAcceptance = `e.accepted_at is null and e.ladder ->> 'acceptWithinMs' is not null`;
const setAnswered = `answered_at = m.at,
    waiting_for = case when ${owesAcceptance} then 'accept' end,
    due_at = case when ${owesAcceptance}
      then e.received_at + make_interval(secs => (e.ladder ->> 'acceptWithinMs')::float8 / 1000) end`;

/** Said beside the join: whichever side the planner begins with, it finds the rows by their key. */
const placedChannels = 'array(select channel_id from placed)';

export const postStatement = `
with seated as materialized (
  select i.n, i.channel_id, o.officer_id, o.station_id, i.key, i.input_hash, i.end_id, i.entry_id, i.by, i.payload
  from jsonb_to_recordset($1::jsonb) as i(
    n int, channel_id uuid, session_id uuid, epoch int, key uuid, input_hash text, end_id uuid, entry_id uuid, by jsonb,
    payload jsonb)
  cross join lateral (
    select s.officer_id, o.station_id from sessions s join officers o on o.id = s.officer_id
    where s.id = i.session_id and o.epoch = i.epoch and s.revoked_at is null and o.disabled_at is null
    for share of o for key share of s) o
), located as materialized (
  select i.*, c.last_seq, c.last_at, c.closed_at, c.kind, c.line_id, c.audience
  from (select * from seated order by channel_id) i
  cross join lateral (
    select last_seq, last_at, closed_at, kind, line_id, audience from channels c
    where c.id = i.channel_id for no key update) c
), judged as materialized (
  select l.n, l.channel_id, l.officer_id, l.key, l.input_hash, l.end_id, l.entry_id, l.by, l.payload, l.last_seq,
    l.audience, r.reply,
    l.last_seq <> (select c.last_seq from channels c where c.id = l.channel_id) as behind,
    case
      when r.command = 'message.post' and r.input_hash = l.input_hash then 'known'
      when r.key is not null then 'key_reused'
      when l.kind not in ('line', 'incident') then 'not_found'
      when (
        select true from line_ends e join station_reach a on a.station_id = e.station_id
        where e.line_id = l.line_id and e.station_id = l.end_id and a.ancestor_id = l.station_id
      ) is null then 'stale'
      when l.closed_at is not null then 'incident_closed'
    end as verdict
  from located l left join receipts r on r.officer_id = l.officer_id and r.key = l.key
), placed as materialized (
  select n, channel_id, officer_id, key, input_hash, end_id, entry_id, by, payload, audience, behind,
    (select greatest(parley_now(), max(last_at)) from located) as at,
    last_seq + row_number() over (partition by channel_id order by n) as seq
  from judged where verdict is null
), appended as (
  insert into entries (channel_id, seq, id, kind, at, by, payload)
  select channel_id, seq, entry_id, 'message.posted', at, by, payload from placed
), counted as (
  update channels c set last_seq = m.last_seq, last_at = m.at
  from (select channel_id, max(seq) as last_seq, max(at) as at from placed group by channel_id) m
  where c.id = m.channel_id and c.id = any(${placedChannels})
), receipted as (
  insert into receipts (officer_id, key, command, input_hash, reply, at)
  select officer_id, key, 'message.post', input_hash,
    jsonb_build_object('channelId', channel_id, 'seq', seq,
      'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), at
  from placed
), settled as (
  update escalations e set ${setAnswered}
  from placed m
  where e.channel_id = m.channel_id and e.end_id = m.end_id and ${awaitsWord}
    and e.channel_id = any(${placedChannels})
)
select n, null as verdict, null as reply, behind, audience, seq, at from placed
union all select n, verdict, reply, null, null, null, null from judged where verdict is not null`;

/**
 * Settles, for channels that were behind, what an end has answered since its acknowledgement. Under their locks: a
 * command that has read the case would else save it as it was before.
 */
export const settleStatement = `
with locked as materialized (
  select id from channels where id = any($1::uuid[]) order by id for no key update
)
update escalations e set ${setAnswered}
from (
  select e.id, min(m.at) as at
  from locked join escalations e on e.channel_id = locked.id
    join entries m on m.channel_id = e.channel_id and m.seq > e.acknowledged_seq
    and m.kind = 'message.posted' and m.by ->> 'endId' = e.end_id::text
  where ${awaitsWord}
  group by e.id
) m where e.id = m.id and ${awaitsWord}`;
