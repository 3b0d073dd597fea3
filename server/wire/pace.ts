// How fast a connection is listened to: whoever floods it with frames waits for his own, and nobody waits for him.
import type { OfficerSocket } from './rooms.ts';

const windowMs = 1_000;

/** What engine.io's types do not show; `ws` stops reading from TCP, so that the flood piles up where it comes from. */
interface Connection {
  readonly transport: { readonly socket?: { pause?(): void; resume?(): void } };
  on(event: 'packet' | 'close', listener: () => void): void;
}

/**
 * Answers what puts a connection on its pace. A rate limit alone would not do: to refuse a frame costs as much as many
 * others' requests. Over long polling each batch waits for the answer to the one before.
 */
export function createPace(framesPerSecond: number): (raw: OfficerSocket['conn']) => void {
  return (raw) => {
    const connection = raw as unknown as Connection;
    let begunAt = 0;
    let heard = 0;
    let resting: NodeJS.Timeout | undefined;
    connection.on('packet', () => {
      const now = performance.now();
      if (now - begunAt > windowMs) {
        begunAt = now;
        heard = 0;
      }
      heard += 1;
      const wire = connection.transport.socket;
      // What was read already is still handed over: one piece of 64 KB at the most.
      if (heard <= framesPerSecond || resting || !wire?.pause) return;
      wire.pause();
      resting = setTimeout(
        () => {
          resting = undefined;
          wire.resume?.();
        },
        windowMs - (now - begunAt),
      );
    });
    connection.on('close', () => clearTimeout(resting));
  };
}
