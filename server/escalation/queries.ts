// What commanders, and duty officers for their own station, watch.
import { defineQuery, type Query } from '../platform/command.ts';
import { listQueue } from './queue-store.ts';

export const escalationQueries: readonly Query[] = [
  defineQuery('escalation.queue', async (trx, _input, { stationId }, now) => ({
    items: await listQueue(trx, stationId),
    serverTime: now,
  })),
];
