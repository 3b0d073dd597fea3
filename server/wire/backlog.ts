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
export function isTooSlow(socket: OfficerSocket): boolean {
  if (socket.conn.transport.writable) return false;
  const { writeBuffer }: { writeBuffer?: unknown } = socket.conn as object;
  if (!Array.isArray(writeBuffer)) return false;
  if (writeBuffer.length > maxUnsentPackets) return true;
  let length = 0;
  for (const { data } of writeBuffer as { data?: unknown }[])
    if (typeof data === 'string') length += data.length;
  return length > maxUnsentLength;
}
