// Tells the other nodes that something is new, by a Redis subscription whose loss only makes them look later.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { openRedis } from './redis.ts';

/** A hint is a short text; it may get lost or come twice, and never comes back to the node that sent it. */
export interface Hints {
  /** Sends without waiting. Dropped when Redis is away; never throws, never rejects. */
  publish(text: string): void;
  /** Registers a listener; it must not throw. */
  onHint(handler: (text: string) => void): void;
  close(): void;
}

const CHANNEL = 'parley:hints';
const LOOK_EVERY_MS = 5_000;

/** Opens the two connections. Does not wait for them: with Redis away a node starts all the same. */
export function createHints(redisUrl: string, logger: Logger, channel = CHANNEL): Hints {
  const node = randomUUID();
  const handlers: ((text: string) => void)[] = [];
  const publisher = openRedis(redisUrl, { purpose: 'hints out', logger });
  const subscriber = openRedis(redisUrl, { purpose: 'hints in', logger });

  // On every return, not only the first: a restarted Redis remembers no subscription.
  subscriber.on('ready', () => {
    subscriber.subscribe(channel).catch(() => subscriber.disconnect(true));
  });
  subscriber.on('message', (_channel: string, message: string) => {
    const end = message.indexOf('\n');
    if (message.slice(0, end) === node) return;
    for (const handler of handlers) handler(message.slice(end + 1));
  });
  // A subscriber only listens, so that a peer which vanished without a word would never be noticed.
  const look = setInterval(() => {
    if (subscriber.status === 'ready') subscriber.ping().catch(() => subscriber.disconnect(true));
  }, LOOK_EVERY_MS);
  look.unref();

  return {
    publish: (text) => {
      if (publisher.status !== 'ready') return;
      publisher.publish(channel, `${node}\n${text}`).catch((error: Error) => {
        logger.debug({ reason: error.message }, 'A hint to the other nodes was lost.');
      });
    },
    onHint: (handler) => {
      handlers.push(handler);
    },
    close: () => {
      clearInterval(look);
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}
