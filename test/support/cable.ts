// The cable between a client and a node: a TCP relay that a test can pull, mute and plug in again elsewhere.
import { connect, createServer, type Socket } from 'node:net';

export interface Cable {
  url: string;
  /** Breaks every connection and takes no new one. */
  pull(): void;
  /** From now on what the server says is lost, and what the client says still arrives. */
  mute(): void;
  /** Carries again, to another node when one is given. Connections that were muted are broken. */
  plug(url?: string): void;
  close(): Promise<void>;
}

export async function openCable(targetUrl: string): Promise<Cable> {
  let target = new URL(targetUrl);
  let isPulled = false;
  let isMuted = false;
  const ends = new Set<Socket>();
  const join = (one: Socket, other: Socket, isLost: () => boolean) => {
    ends.add(one);
    one.on('data', (bytes) => {
      if (!isLost()) other.write(bytes);
    });
    one.on('error', () => undefined);
    one.on('close', () => {
      ends.delete(one);
      other.destroy();
    });
  };
  const breakAll = () => {
    for (const end of ends) end.destroy();
  };
  const server = createServer((near) => {
    if (isPulled) return near.destroy();
    const far = connect(Number(target.port), target.hostname);
    join(near, far, () => false);
    join(far, near, () => isMuted);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the cable has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    pull() {
      isPulled = true;
      breakAll();
    },
    mute() {
      isMuted = true;
    },
    plug(url) {
      if (url) target = new URL(url);
      if (isMuted) breakAll();
      isPulled = false;
      isMuted = false;
    },
    close: () =>
      new Promise((resolve) => {
        breakAll();
        server.close(() => resolve());
      }),
  };
}
