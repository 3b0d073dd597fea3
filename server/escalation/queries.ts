// What commanders, and duty officers for their own station, watch.
import { actingEnd, endsOfLine } from '../access/ends.ts';
import { defineQuery, type Query } from '../platform/command.ts';
import { preview } from './domain.ts';
import { ladderInForce } from './ladder-store.ts';
import { listQueue, listStillOpen } from './queue-store.ts';
import { loadChain } from './store.ts';

export const escalationQueries: readonly Query[] = [
  defineQuery('escalation.queue', async (trx, _input, reader, now) => ({
    items: await listQueue(trx, reader),
    ...(await listStillOpen(trx, reader, now)),
    serverTime: now,
  })),
  // The chain of command of an end is its own business: names are told to nobody opposite.
  defineQuery(
    'policy.preview',
    async (trx, { lineId, endId, severity, ladder: given }, { stationId }, now) => {
      actingEnd(await endsOfLine(trx, lineId, stationId), endId);
      const { ladder, source } = given
        ? { ladder: given, source: 'given' as const }
        : await ladderInForce(trx, { lineId, endId, severity });
      return { source, ...preview(ladder, endId, await loadChain(trx, endId)), serverTime: now };
    },
  ),
];
