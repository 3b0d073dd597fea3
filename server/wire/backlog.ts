// What a connection has not taken yet. Whoever asks or listens faster than he reads must not fill the memory of all.
import type { OfficerSocket } from './rooms.ts';

/** More than this and the reader is too slow: closed, he resumes from the journal by his cursor. */
const maxUnsentPackets = 1_000;
/** In characters: five replies of the largest kind, which a slow link may well be waiting for. */
const maxUnsentLength = 20 * 1024 * 1024;

/**
 * engine.io keeps what the transport has not taken yet in `writeBuffer`; its type does not show it. A transport that would
 * take it is not slow: its turn has not come.
 */
function unsentPackets(socket: OfficerSocket): readonly { data?: unknown }[] {
  if (socket.conn.transport.writable) return [];
  const { writeBuffer }: { writeBuffer?: unknown } = socket.conn as object;
  return Array.isArray(writeBuffer) ? writeBuffer : [];
}

/** Looked at for every member at every delivery: only counted, for what is pushed is small. */
export const listensTooSlowly = (socket: OfficerSocket): boolean =>
  unsentPackets(socket).length > maxUnsentPackets;

/** Looked at after a reply, which may be large. */
export function asksTooMuch(socket: OfficerSocket): boolean {
  const packets = unsentPackets(socket);
  if (packets.length > maxUnsentPackets) return true;
  let length = 0;
  for (const { data } of packets) if (typeof data === 'string') length += data.length;
  return length > maxUnsentLength;
}
