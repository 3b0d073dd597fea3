/** What a device with a person before it tells by itself: that an alert was delivered, that a call reached it. */
import type { Entry, EntryBatch } from '../../shared/entry.ts';
import type { Id } from '../../shared/ids.ts';
import type { Me } from '../../shared/nouns/session.ts';
import type { Connection } from './connection.ts';
import type { Marks } from './marks.ts';
import type { Send } from './send.ts';

export interface ReportDeps {
  connection: Connection;
  marks: Marks;
  send: Send;
  me(): Promise<Me>;
}

/** Reports until the returned function is called. */
export function reportFromDevice({ connection, marks, send, me }: ReportDeps): () => void {
  const confirmed = new Set<string>();
  const { state, pushes } = connection;

  const confirm = async (escalationId: Id, turn: number) => {
    const call = `${escalationId} ${turn}`;
    if (confirmed.has(call)) return;
    confirmed.add(call);
    try {
      await send('escalation.confirm_call', { escalationId, turn });
    } catch {
      // The next connection finds the call in the queue again.
      confirmed.delete(call);
    }
  };
  const confirmIfMine = async ({ kind, payload }: Entry) => {
    if (kind !== 'call.placed') return;
    const { officer } = await me();
    if (payload.officers.some(({ officerId }) => officerId === officer.id))
      await confirm(payload.escalationId, payload.turn);
  };
  const hear = ({ channelId, entries }: EntryBatch) => {
    const last = entries.at(-1);
    if (last && entries.some(({ kind }) => kind === 'alert.raised')) marks.mark(channelId, last.seq, 0);
    // A failed `me` is no loss: the queue below tells the same after the next connect.
    for (const entry of entries) void confirmIfMine(entry).catch(() => undefined);
  };
  /** Calls that were placed while this device was away. */
  const catchUp = async () => {
    const [{ officer }, { items }] = await Promise.all([me(), send('escalation.queue', {})]);
    for (const { escalation, called } of items)
      for (const { officerId, turn, reachedAt } of called)
        if (officerId === officer.id && reachedAt === null && turn === escalation.turn)
          await confirm(escalation.id, turn);
  };
  const offs = [
    pushes.entries.on(hear),
    state.subscribe(() => {
      if (state.get().status === 'connected') void catchUp().catch(() => undefined);
    }),
  ];
  return () => {
    for (const off of offs) off();
  };
}
