// Opens Redis connections with explicit limits. Redis is never a truth: its loss is logged and waited out.
import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from 'pino';

/** `purpose` names the connection in Redis and in the log. */
export interface RedisUse {
  purpose: string;
  logger: Logger;
  /** Keep commands for later while Redis is away instead of failing them at once. */
  keepsOfflineQueue?: boolean;
}

const COMMAND_TIMEOUT_MS = 1_000;
const LONGEST_BACKOFF_MS = 2_000;

/** The limits that every connection has, also those that BullMQ opens by itself. */
export const REDIS_LIMITS = {
  connectTimeout: 2_000,
  // More than any blocking command waits, so that only a dead peer is cut off.
  socketTimeout: 15_000,
  keepAlive: 5_000,
  retryStrategy: (attempt: number) => Math.min(50 * 2 ** Math.min(attempt, 10), LONGEST_BACKOFF_MS),
} satisfies RedisOptions;

/** The further limits of a connection on which nothing blocks: a command fails after 1 s. */
export const REDIS_COMMAND_LIMITS = {
  ...REDIS_LIMITS,
  commandTimeout: COMMAND_TIMEOUT_MS,
  maxRetriesPerRequest: 1,
} satisfies RedisOptions;

/** Opens a connection that comes back by itself. Its loss and return are logged once each; it never throws. */
export function openRedis(url: string, { purpose, logger, keepsOfflineQueue = false }: RedisUse): Redis {
  const redis = new Redis(url, {
    ...REDIS_COMMAND_LIMITS,
    connectionName: `parley ${purpose}`.replaceAll(' ', '-'),
    enableOfflineQueue: keepsOfflineQueue,
    // Each purpose says for itself when to subscribe again; see redis-hints.
    autoResubscribe: false,
  });
  reportLoss(redis, { purpose, logger });
  return redis;
}

function reportLoss(redis: Redis, { purpose, logger }: RedisUse): void {
  let isAway = false;
  redis.on('error', (error: Error) => {
    if (isAway) return;
    isAway = true;
    logger.warn({ purpose, reason: error.message }, 'Redis is away; it is tried again until it returns.');
  });
  redis.on('ready', () => {
    if (isAway) logger.info({ purpose }, 'Redis is back.');
    isAway = false;
  });
}

/** Asks Redis once whether it answers. Rejects within about 3 s when it does not. */
export async function pingRedis(url: string): Promise<void> {
  const redis = new Redis(url, { ...REDIS_COMMAND_LIMITS, lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
  } finally {
    redis.disconnect();
  }
}
