// What is seen of the sound at each watch, compared with what the station's record has.
import { sql } from 'kysely';
import type { WatchSound } from '../../shared/nouns/watch.ts';
import type { Instant } from '../../shared/time.ts';
import type { Sql } from '../platform/command.ts';
import type { Database } from '../platform/database.ts';
import type { OfficerRef } from './domain.ts';

/** A reload, or a change of the network, is over within this; what lasts longer is put on record from its beginning. */
const settledAfterSeconds = 10;

const isSettled = sql`seen_since <= parley_now() - make_interval(secs => ${settledAfterSeconds})`;

/**
 * Looks at every seat on watch, and answers the stations whose record is to be changed. A watch is taken to sound until
 * something else was seen: whoever sat down with the sound off has his entry soon. A silence that changes its cause
 * before it is on record is one from its beginning.
 */
export async function lookAtSounds(db: Database): Promise<string[]> {
  await sql`delete from watch_sounds s where not exists (
    select from watches w
    where w.station_id = s.station_id and w.officer_id is not null and w.since = s.watch_since)`.execute(db);
  await sql`insert into watch_sounds as known (station_id, watch_since, noted, seen, seen_since)
    select w.station_id, w.since, 'on',
      case when bool_or(s.sounds) then 'on' when count(s.sounds) > 0 then 'off' else 'away' end,
      greatest(w.since, parley_now() - interval '15 seconds')
    from watches w
    left join seats s on s.officer_id = w.officer_id and s.seen_at > clock_timestamp() - interval '15 seconds'
    where w.officer_id is not null
    group by w.station_id, w.since
    order by w.station_id
    on conflict (station_id) do update set seen = excluded.seen,
      seen_since = case when 'on' in (known.seen, excluded.seen) or known.noted <> 'on'
        then parley_now() else known.seen_since end
      where known.seen <> excluded.seen and known.watch_since = excluded.watch_since`.execute(db);
  const { rows } = await sql<{ stationId: string }>`
    select station_id as "stationId" from watch_sounds
    where seen <> noted and ${isSettled}`.execute(db);
  return rows.map(({ stationId }) => stationId);
}

export interface SoundSeen {
  channelId: string;
  officer: OfficerRef;
  noted: WatchSound;
  seen: WatchSound;
  seenSince: Instant;
}

/** Null when that watch is over, or something else was seen a moment ago. */
export async function readSoundSeen(trx: Sql, stationId: string): Promise<SoundSeen | null> {
  const { rows } = await sql<SoundSeen>`
    select st.channel_id as "channelId", jsonb_build_object('officerId', o.id, 'name', o.name) as officer,
      s.noted, s.seen, s.seen_since as "seenSince"
    from watch_sounds s
    join watches w on w.station_id = s.station_id and w.since = s.watch_since
    join officers o on o.id = w.officer_id
    join stations st on st.id = s.station_id
    where s.station_id = ${stationId} and ${isSettled}`.execute(trx);
  return rows[0] ?? null;
}

export async function saveNoted(trx: Sql, stationId: string, noted: WatchSound): Promise<void> {
  await trx.updateTable('watch_sounds').set({ noted }).where('station_id', '=', stationId).execute();
}

export type SoundChange = { sound: WatchSound; since: Instant };

/** Those of a period in their order. */
export async function readSoundChanges(
  trx: Sql,
  stationChannelId: string,
  from: Instant,
  until: Instant,
): Promise<SoundChange[]> {
  const { rows } = await sql<SoundChange>`
    select payload ->> 'sound' as sound, payload ->> 'since' as since from entries
    where channel_id = ${stationChannelId} and kind = 'watch.sound_changed' and at >= ${from} and at < ${until}
    order by seq`.execute(trx);
  return rows;
}
