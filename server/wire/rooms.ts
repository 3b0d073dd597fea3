// Who is in which room. Rooms are audiences, named by the journal and joined by the server alone: a client names none.
import type { Server, Socket } from 'socket.io';
import type { EntryKind } from '../../shared/entry.ts';
import type { ClientToServerEvents, ServerToClientEvents } from '../../shared/protocol.ts';
import { audiencesOf } from '../journal/channels.ts';
import type { Database } from '../platform/database.ts';
import type { Caller } from './dispatch.ts';

export interface Seat extends Caller {
  stationId: string;
  organisationId: string;
  epoch: number;
  expiresAt: string;
  address: string;
}
export type OfficerSocket = Socket<ClientToServerEvents, ServerToClientEvents, Record<string, never>, Seat>;
export type OfficerServer = Server<ClientToServerEvents, ServerToClientEvents, Record<string, never>, Seat>;

/** Entries after which somebody may belong to other audiences than before. */
const changesAudiences: ReadonlySet<EntryKind> = new Set([
  'line.set',
  'station.set',
  'officer.set',
  'organisation.set',
]);

export function mayMoveOfficers(kinds: Iterable<EntryKind>): boolean {
  for (const kind of kinds) if (changesAudiences.has(kind)) return true;
  return false;
}

/** Puts a socket into exactly the rooms of its officer's audiences, as the record has them now. */
export async function settleRooms(db: Database, socket: OfficerSocket): Promise<void> {
  const { stationId, organisationId } = socket.data;
  const audiences = await db.transaction().execute((trx) => audiencesOf(trx, stationId, organisationId));
  const wanted = new Set([socket.id, ...audiences]);
  for (const room of socket.rooms) if (!wanted.has(room)) await socket.leave(room);
  await socket.join(audiences);
}
