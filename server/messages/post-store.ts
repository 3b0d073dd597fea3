// The hot path in one statement: a batch of messages is judged, numbered, appended and receipted, and settles what
// waited for a word of their ends.
//
// Input: parallel arrays, one element a message. Output: one row a message, in no order; `verdict` is null where it was
// appended. Locks: the officers (share) and their sessions, so that one who was
// cut off is refused, then the channels in id order, as everywhere.
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

export const postStatement = `
with input as materialized (
  select * from unnest(
    $1::int[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::uuid[], $7::text[], $8::uuid[], $9::uuid[],
    $10::jsonb[], $11::jsonb[])
    as t(n, channel_id, officer_id, session_id, epoch, key, input_hash, end_id, entry_id, by, payload)
), writers as materialized (
  select o.id as officer_id, s.id as session_id, o.station_id, o.epoch
  from officers o join sessions s on s.officer_id = o.id
  where s.id in (select session_id from input) and s.revoked_at is null and o.disabled_at is null
  for share of o for key share of s
), locked as materialized (
  select id, last_seq, last_at, closed_at, kind, line_id, audience
  from channels where id in (select channel_id from input) order by id for update
), clock as materialized (
  select greatest(parley_now(), max(last_at)) as at from locked
), judged as (
  select i.*, l.last_seq, l.audience, r.command as known_command, r.input_hash as known_hash, r.reply as known_reply,
    l.last_seq <> (select c.last_seq from channels c where c.id = i.channel_id) as behind,
    case
      when w.officer_id is null then 'stale'
      when r.key is not null then 'known'
      when l.id is null or l.kind not in ('line', 'incident') then 'not_found'
      when not exists (
        select from line_ends e join station_reach a on a.station_id = e.station_id
        where e.line_id = l.line_id and e.station_id = i.end_id and a.ancestor_id = w.station_id) then 'stale'
      when l.closed_at is not null then 'incident_closed'
    end as verdict
  from input i
  left join receipts r on r.officer_id = i.officer_id and r.key = i.key
  left join writers w on w.officer_id = i.officer_id and w.session_id = i.session_id and w.epoch = i.epoch
  left join locked l on l.id = i.channel_id
), numbered as (
  select j.n, j.channel_id, j.officer_id, j.key, j.input_hash, j.end_id, j.entry_id, j.by, j.payload, clock.at,
    j.last_seq + row_number() over (partition by j.channel_id order by j.n) as seq
  from judged j, clock where j.verdict is null
), appended as (
  insert into entries (channel_id, seq, id, kind, at, by, payload)
  select channel_id, seq, entry_id, 'message.posted', at, by, payload from numbered
), counted as (
  update channels c set last_seq = m.last_seq, last_at = m.at
  from (select channel_id, max(seq) as last_seq, max(at) as at from numbered group by channel_id) m
  where c.id = m.channel_id
), receipted as (
  insert into receipts (officer_id, key, command, input_hash, reply, at)
  select officer_id, key, 'message.post', input_hash,
    jsonb_build_object('channelId', channel_id, 'seq', seq,
      'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), at
  from numbered
), settled as (
  update escalations e set ${setAnswered}
  from numbered m
  where e.channel_id = m.channel_id and e.end_id = m.end_id and ${awaitsWord}
)
select j.n, j.verdict, j.known_command, j.known_hash, j.known_reply, j.behind, j.audience, m.seq, m.at
from judged j left join numbered m on m.n = j.n`;

/** Settles, for channels that were behind, what an end has answered since its acknowledgement. */
export const settleStatement = `
update escalations e set ${setAnswered}
from (
  select e.id, min(m.at) as at
  from escalations e join entries m on m.channel_id = e.channel_id and m.seq > e.acknowledged_seq
    and m.kind = 'message.posted' and m.by ->> 'endId' = e.end_id::text
  where e.channel_id = any($1::uuid[]) and ${awaitsWord}
  group by e.id
) m where e.id = m.id and ${awaitsWord}`;
