// The cable between a client and a node: a TCP relay that a test can pull, mute and plug in again elsewhere.
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { seeded } from './seeded.ts';

export interface Cable {
  url: string;
  /** From now on every piece takes this long each way, and a share of them, lost and sent again, three times as long. */
  worsen(delayMs: number, lostShare: number): void;
  /** Breaks every connection and takes new ones. */
  cut(): void;
  /** Breaks every connection and takes no new one. */
  pull(): void;
  /** From now on what the server says is lost, and what the client says still arrives. */
  mute(): void;
  /** Carries again, to another node when one is given. Connections that were muted are broken. */
  plug(url?: string): void;
  /** How often somebody tried to connect while it was pulled. */
  refused(): number;
  close(): Promise<void>;
}

export async function openCable(targetUrl: string): Promise<Cable> {
  let target = new URL(targetUrl);
  let isPulled = false;
  let isMuted = false;
  let refusals = 0;
  let delayMs = 0;
  let lostShare = 0;
  const chance = seeded(14);
  const ends = new Set<Socket>();
  const join = (one: Socket, other: Socket, isLost: () => boolean) => {
    ends.add(one);
    // Like TCP: late pieces hold up those behind them, and none is lost for good.
    let last: Promise<void> = Promise.resolve();
    one.on('data', (bytes) => {
      if (isLost()) return;
      if (delayMs === 0) return void other.write(bytes);
      const lateBy = chance.below(100) < 100 * lostShare ? 3 * delayMs : delayMs;
      const arrived = pause(lateBy);
      last = last.then(() => arrived).then(() => void (other.destroyed || other.write(bytes)));
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
    if (isPulled) {
      refusals += 1;
      return near.destroy();
    }
    const far = connect(Number(target.port), target.hostname);
    join(near, far, () => false);
    join(far, near, () => isMuted);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the cable has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    worsen(ms, share) {
      delayMs = ms;
      lostShare = share;
    },
    cut: breakAll,
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
    refused: () => refusals,
    close: () =>
      new Promise((resolve) => {
        breakAll();
        server.close(() => resolve());
      }),
  };
}
