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
  close(): Promise<void>;
}

interface Cut {
  words: readonly string[];
  side: 'before' | 'after';
  done(): void;
}

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

  const server = createServer((near) => {
    const far = connect(socketPath);
    let said = '';
    let listeningFor: Cut | null = null;
    let isDeaf = false;
    let isMute = false;
    near.on('data', (bytes) => {
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
      if (!isDeaf) near.write(bytes);
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
    close: () =>
      new Promise((resolve) => {
        for (const end of ends) end.destroy();
        server.close(() => resolve());
      }),
  };
}
