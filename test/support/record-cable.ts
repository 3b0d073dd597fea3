// The wire between a node and the record, which a test cuts at a chosen word: a relay that reads what the node says.
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';

export interface RecordCable {
  /** The record's address by way of this wire. */
  url: string;
  /**
   * Cuts the first connection that says these words in this order from now on; resolves when it has said the last.
   * `before`: the last word never arrives. `after`: it arrives, and nothing that the record says to it ever does.
   */
  cutAt(words: readonly string[], side: 'before' | 'after'): Promise<void>;
  /**
   * Ends one connection from now on the moment that it is made, as an administrator's command does: the record's
   * "ready" and its farewell come in one breath. `nth` counts, from 1, those that call themselves so.
   */
  endAtBirth(applicationName: string, nth: number): Promise<void>;
  close(): Promise<void>;
}

interface Cut {
  words: readonly string[];
  side: 'before' | 'after';
  done(): void;
}

interface Birth {
  applicationName: string;
  nth: number;
  done(): void;
}

// In Postgres' protocol: ReadyForQuery, and an ErrorResponse with the code of admin_shutdown.
const ready = Buffer.from('5a0000000549', 'hex');
const fields = 'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0';
const farewell = Buffer.concat([Buffer.from('E'), Buffer.alloc(4), Buffer.from(fields)]);
farewell.writeInt32BE(farewell.length - 1, 1);

/** Whether these words stand in the text in this order. */
function holds(text: string, words: readonly string[]): boolean {
  let from = 0;
  for (const word of words) {
    const at = text.indexOf(word, from);
    if (at < 0) return false;
    from = at + word.length;
  }
  return true;
}

/** Opens a wire to the record at `databaseUrl`, an embedded Postgres behind its socket. */
export async function openRecordCable(databaseUrl: string): Promise<RecordCable> {
  // It names no host, which Postgres takes for its socket and a URL must not leave out.
  const target = new URL(databaseUrl.replace('@/', '@socket/'));
  const socketPath = join(target.searchParams.get('host') ?? '', '.s.PGSQL.5432');
  const ends = new Set<Socket>();
  let armed: Cut | null = null;
  let birth: Birth | null = null;

  const server = createServer((near) => {
    const far = connect(socketPath);
    let said = '';
    let listeningFor: Cut | null = null;
    let isDeaf = false;
    let isMute = false;
    let doom: Birth | null = null;
    near.on('data', (bytes) => {
      if (birth && bytes.includes(`application_name\0${birth.applicationName}\0`)) {
        birth.nth -= 1;
        if (birth.nth === 0) [doom, birth] = [birth, null];
      }
      if (listeningFor !== armed) {
        said = '';
        listeningFor = armed;
      }
      if (armed) said += bytes.toString('latin1');
      if (armed && holds(said, armed.words)) {
        isMute = armed.side === 'before';
        isDeaf = true;
        armed.done();
        armed = null;
      }
      if (!isMute) far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (doom && bytes.includes(ready)) {
        near.end(Buffer.concat([bytes, farewell]));
        doom.done();
      } else if (!isDeaf && near.writable) near.write(bytes);
    });
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        ends.delete(end);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the wire has no port');
  return {
    url: `postgresql://${target.username}@127.0.0.1:${address.port}${target.pathname}`,
    cutAt(words, side) {
      const { promise, resolve } = Promise.withResolvers<void>();
      armed = { words, side, done: resolve };
      return promise;
    },
    endAtBirth(applicationName, nth) {
      const { promise, resolve } = Promise.withResolvers<void>();
      birth = { applicationName, nth, done: resolve };
      return promise;
    },
    close: () =>
      new Promise((resolve) => {
        for (const end of ends) end.destroy();
        server.close(() => resolve());
      }),
  };
}
