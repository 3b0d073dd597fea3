// The hot path in one statement: messages are judged, numbered, appended and receipted, and settle what waited for a word
// of their ends. A lonely message has a form of its own, which costs Postgres a fifth less.
//
// Output: one row a message; `verdict` is null where it was appended, and there is no row where the officer is no longer
// who he was or the channel is none. Locks: the officers (share) and their sessions, so that one who was cut off is
// refused, then the channels in id order, as everywhere. The planner must not turn the look-ups round: it sees no
// statistics of a record that has just grown, and a join the other way costs twenty times as much. So each lock of a
// batch stands in a lateral look-up by key, and what is asked of a row is a scalar sub-select, which is never hashed.
//
// All parts of a statement read one snapshot, but the locked channel rows are read as they are after the wait. So
// whatever can change under the channel's lock is taken from that row (`last_seq`, `closed_at`). What else somebody may
// have committed to the channel in between, an acknowledgement, is looked for by `settle_word`: a volatile function has
// a snapshot of its own. It is called only where the channel has moved on or something waits for a word.

/** Of a channel `c` that was locked, for an officer `o` of a live session who speaks for the end `endId`. */
const refusal = (endId: string) => `case
      when c.kind not in ('line', 'incident') then 'not_found'
      when (
        select true from line_ends e join station_reach a on a.station_id = e.station_id
        where e.line_id = c.line_id and e.station_id = ${endId} and a.ancestor_id = o.station_id
      ) is null then 'stale'
      when c.closed_at is not null then 'incident_closed'
    end`;

const mayAwaitWord = `(c.last_seq <> (select h.last_seq from channels h where h.id = c.id)
      or (select true from escalations e
        where e.channel_id = c.id and e.waiting_for in ('accept', 'reply', 'follow_up') limit 1))`;

/** Of a receipt `r` that may have been found for the key; an answer is one to what stood there already. */
const verdict = (inputHash: string, otherwise: string, payload: string, lastSeq: string) => `case
      when r.command = 'message.post' and r.input_hash = ${inputHash} then 'known'
      when r.key is not null then 'key_reused'
      else coalesce(${otherwise}, case when (${payload} ->> 'replyTo')::int > ${lastSeq} then 'nothing_answered' end)
    end`;

/** What follows from `judged`; `heads` has a row for each channel that moves on, and `which` names those channels. */
const effects = (heads: string, which: string) => `
appended as (
  insert into entries (channel_id, seq, id, kind, at, by, payload)
  select channel_id, seq, entry_id, 'message.posted', at, by, payload from judged where verdict is null
), counted as (
  update channels c set last_seq = h.seq, last_at = h.at
  from (${heads}) h where c.id = h.channel_id and c.id ${which}
), receipted as (
  insert into receipts (officer_id, key, command, input_hash, reply, at)
  select officer_id, key, 'message.post', input_hash,
    jsonb_build_object('channelId', channel_id, 'seq', seq,
      'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), at
  from judged where verdict is null
)
select n, verdict, reply, audience, seq, at,
  case when verdict is null and may_await_word then settle_word(channel_id, end_id, at) end as settled
from judged`;

/** Input: channel, session, epoch, end, key, digest of the input, id of the entry, author, payload. */
export const postOneStatement = `
with judged as materialized (
  select 0 as n, c.id as channel_id, s.officer_id, $4::uuid as end_id, $5::uuid as key, $6::text as input_hash,
    $7::uuid as entry_id, $8::jsonb as by, $9::jsonb as payload,
    c.audience, c.last_seq + 1 as seq, greatest(parley_now(), c.last_at) as at, r.reply,
    ${mayAwaitWord} as may_await_word,
    ${verdict('$6', refusal('$4'), '$9::jsonb', 'c.last_seq')} as verdict
  from sessions s join officers o on o.id = s.officer_id cross join channels c
    left join receipts r on r.officer_id = s.officer_id and r.key = $5
  where s.id = $2 and o.epoch = $3 and s.revoked_at is null and o.disabled_at is null and c.id = $1
  for share of o for key share of s for no key update of c
), ${effects('select channel_id, seq, at from judged where verdict is null', '= $1')}`;

/** Input: one JSON array of the places that are spoken at, each with its messages, so that a place is looked at once. */
export const postManyStatement = `
with seated as materialized (
  select i.channel_id, i.end_id, i.by, i.messages, o.officer_id, o.station_id
  from jsonb_to_recordset($1::jsonb) as i(
    channel_id uuid, session_id uuid, epoch int, end_id uuid, by jsonb, messages jsonb)
  cross join lateral (
    select s.officer_id, o.station_id from sessions s join officers o on o.id = s.officer_id
    where s.id = i.session_id and o.epoch = i.epoch and s.revoked_at is null and o.disabled_at is null
    for share of o for key share of s) o
), located as materialized (
  select o.channel_id, o.officer_id, o.end_id, o.by, o.messages, c.audience, c.last_seq, c.last_at,
    ${mayAwaitWord} as may_await_word,
    ${refusal('o.end_id')} as refusal
  from (select * from seated order by channel_id) o
  cross join lateral (
    select id, last_seq, last_at, closed_at, kind, line_id, audience from channels c
    where c.id = o.channel_id for no key update) c
), looked_up as (
  select l.channel_id, l.officer_id, l.end_id, l.by, l.audience, l.last_seq, l.may_await_word,
    m.n, m.key, m.input_hash, m.entry_id, m.payload, r.reply,
    ${verdict('m.input_hash', 'l.refusal', 'm.payload', 'l.last_seq')} as verdict
  from located l
  cross join lateral jsonb_to_recordset(l.messages) as m(
    n int, key uuid, input_hash text, entry_id uuid, payload jsonb)
  left join receipts r on r.officer_id = l.officer_id and r.key = m.key
), judged as materialized (
  select *, (select greatest(parley_now(), max(last_at)) from located) as at,
    last_seq + count(*) filter (where verdict is null) over (partition by channel_id order by n) as seq
  from looked_up
), ${effects(
  'select channel_id, max(seq) as seq, max(at) as at from judged where verdict is null group by channel_id',
  '= any(array(select channel_id from located))',
)}`;
