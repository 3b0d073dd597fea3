// Rows that only alerts need: which case an alert belongs to, and how far an officer has received and seen a channel.
import { sql } from 'kysely';
import type { Sql } from '../platform/command.ts';

/** The incident of an alert, or undefined. */
export async function incidentOfAlert(trx: Sql, alertId: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom('alerts')
    .select('incident_id')
    .where('id', '=', alertId)
    .executeTakeFirst();
  return row?.incident_id;
}

export interface Marks {
  deliveredSeq: number;
  openedSeq: number;
}

/** Moves an officer's marks on a channel; they only go forward, and never beyond what there is. */
export async function moveMarks(trx: Sql, channelId: string, officerId: string, to: Marks): Promise<Marks> {
  const { rows } = await sql<Marks>`
    insert into marks as m (channel_id, officer_id, delivered_seq, opened_seq)
    select c.id, ${officerId}, least(${Math.max(to.deliveredSeq, to.openedSeq)}::int, c.last_seq),
      least(${to.openedSeq}::int, c.last_seq)
    from channels c where c.id = ${channelId}
    on conflict (channel_id, officer_id) do update set
      delivered_seq = greatest(m.delivered_seq, excluded.delivered_seq),
      opened_seq = greatest(m.opened_seq, excluded.opened_seq)
    returning delivered_seq as "deliveredSeq", opened_seq as "openedSeq"`.execute(trx);
  const [marks] = rows;
  if (!marks) throw new Error('marks are kept on channels that exist');
  return marks;
}

/** The case of this shared channel if it has an alert up to `seq` that an end has not received or not opened yet. */
export async function caseWithNews(trx: Sql, channelId: string, seq: number): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select distinct a.incident_id as id from alerts a join escalations e on e.alert_id = a.id
    where a.channel_id = ${channelId} and a.seq <= ${seq} and (e.delivered_at is null or e.opened_at is null)`.execute(
    trx,
  );
  return rows[0]?.id;
}
