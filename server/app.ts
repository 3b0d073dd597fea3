// The composition root: every part of one node, made and joined. Tests and the start use it alike.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { sql } from 'kysely';
import type { Instant } from '../shared/time.ts';
import { createAccess } from './access/access.ts';
import { readActor } from './access/actor.ts';
import { createLimits, type LimitSettings } from './access/limits.ts';
import { createRevocations } from './access/revocations.ts';
import { createHandlers } from './commands.ts';
import { loadDemo } from './demo/load.ts';
import { createSweep } from './escalation/jobs.ts';
import type { JournalDeps } from './journal/commit.ts';
import { type AfterCommit, gather } from './journal/publish.ts';
import { createWriter } from './journal/writer.ts';
import { createMessages } from './messages/post.ts';
import { createSetUp } from './officers/set-up.ts';
import type { Config } from './platform/config.ts';
import { openDatabase } from './platform/database.ts';
import type { Logger } from './platform/logger.ts';
import { createMetrics } from './platform/metrics.ts';
import { createQueue } from './platform/queue.ts';
import { createHints } from './platform/redis-hints.ts';
import { createIndexer } from './search/indexer.ts';
import { createSoundWatch } from './watch/jobs.ts';
import { createDispatch } from './wire/dispatch.ts';
import { createFanout } from './wire/fanout.ts';
import { createHttp } from './wire/http.ts';
import { createPresence } from './wire/presence.ts';
import { mayMoveOfficers } from './wire/rooms.ts';
import { createSockets } from './wire/socket.ts';

export interface ApplicationDeps {
  config: Config;
  logger: Logger;
  databaseUrl: string;
  limits?: Partial<LimitSettings>;
  /** How often the sweep runs by itself, in milliseconds. */
  sweepEveryMs?: number;
  /** How often it is looked whether an alarm would be heard at the seats on watch. */
  soundEveryMs?: number;
}

const consoleDir = path.resolve(import.meta.dirname, '../client/console/dist');

/** Builds one node on an open, migrated record. Nothing is served before `listen`. */
export async function createApplication(deps: ApplicationDeps) {
  const { config, logger, databaseUrl } = deps;
  const metrics = createMetrics();
  const { db, close: closeDatabase } = openDatabase(databaseUrl, {
    applicationName: 'parley',
    max: 12,
    logger,
  });
  const writer = createWriter(databaseUrl);
  const hints = config.redisUrl === null ? null : createHints(config.redisUrl, logger);
  const httpServer = createServer();
  let draining = false;

  const after: AfterCommit = {
    publish(batches) {
      for (const { entries } of batches) metrics.entriesTotal.inc(entries.length);
      fanout.publish(batches);
      indexer.touch();
    },
    effects({ wake, cancel }) {
      for (const jobId of cancel) queue.cancel(jobId);
      queue.wakeMany(wake.map(({ jobId, dueAt }) => ({ jobId, dueAt: new Date(dueAt) })));
    },
  };
  const journal: JournalDeps = { db, readActor, after };

  const revocations = createRevocations({
    db,
    logger,
    onRevoked: (sessionId, reason) => sockets.end(sessionId, reason),
    onChanged: (officerId) => void sockets.resettle(officerId),
  });
  const limits = createLimits(deps.limits);
  const access = createAccess({ db, limits, logger, onSessionsEnded: () => void revocations.checkNow() });
  const setUp = createSetUp(db);
  const { effects } = after;
  const messages = createMessages({ db, writer, metrics, effects, publish: gather(after.publish) });
  const handlers = createHandlers({
    journal,
    messages,
    procedures: { ...access.procedures, ...setUp.procedures },
  });
  const dispatch = createDispatch({ handlers, limits, logger, metrics });
  const presence = createPresence(db, logger, {
    station: (audience, stationId, connected) =>
      sockets.io.local.to(audience).emit('presence', { stationId, connected }),
    seats: (audience, stationId) => sockets.io.local.to(audience).emit('seats', { stationId }),
  });
  // Before the sockets: they take the listeners they find behind them, and would else answer beside them.
  httpServer.on(
    'request',
    createHttp({
      dispatch,
      access,
      unfit,
      consoleDir,
      secure: config.publicUrl.startsWith('https:'),
      logger,
      metrics,
    }),
  );
  const sockets = createSockets(httpServer, {
    db,
    access,
    limits,
    revocations,
    dispatch,
    presence,
    origins: new Set([new URL(config.publicUrl).origin]),
    logger,
    metrics,
  });
  const { rows } = await sql<{ now: Instant }>`select parley_now() as now`.execute(db);
  const fanout = createFanout(
    {
      db,
      hints,
      logger,
      tellHeads: (audience, heads) => void sockets.io.local.to(audience).emit('heads', { heads }),
      deliver(audience, channelId, entries) {
        sockets.deliver(audience, channelId, entries);
        const kinds = new Set(entries.map(({ kind }) => kind));
        if (mayMoveOfficers(kinds)) void sockets.resettle();
        if ([...kinds].some((kind) => kind.startsWith('officer.'))) void revocations.checkNow();
      },
    },
    rows[0]?.now ?? new Date().toISOString(),
  );
  const indexer = createIndexer({ db, logger });
  const sweep = createSweep({ journal, logger, metrics, everyMs: deps.sweepEveryMs ?? 2_000 });
  const sounds = createSoundWatch({ journal, logger, everyMs: deps.soundEveryMs ?? 5_000 });
  const queue = createQueue({ redisUrl: config.redisUrl, databaseUrl, logger, onWake: () => sweep.run() });

  async function unfit(): Promise<string | null> {
    if (draining) return 'This node is stopping.';
    try {
      await sql`select 1`.execute(db);
      return null;
    } catch {
      return 'The record cannot be reached.';
    }
  }

  return {
    db,
    journal,
    metrics,
    /** Fires everything that is due now. */
    sweep: () => sweep.run(),
    /** Delivers what other nodes committed and no hint told. */
    compare: () => fanout.compare(),
    /** Makes everything that was written until now findable. */
    index: () => indexer.settle(),
    /** Looks whether an alarm would be heard at the seats on watch, and records what has changed. */
    lookAtSounds: () => sounds.look(),
    setupCode: () => setUp.newCode(),
    loadDemo: () => loadDemo({ journal, handlers }),

    /** Starts to serve. Rejects with the system's error when the address is taken. */
    listen(): Promise<{ port: number }> {
      return new Promise((resolve, reject) => {
        httpServer.once('error', reject);
        httpServer.listen(config.port, config.host, () => {
          httpServer.off('error', reject);
          resolve({ port: (httpServer.address() as AddressInfo).port });
        });
      });
    },

    /** Takes nothing new, finishes what is under way, and closes everything but the record's server. */
    async drain(): Promise<void> {
      draining = true;
      await sockets.close();
      httpServer.closeAllConnections();
      await messages.idle();
      await sweep.close();
      await sounds.close();
      await indexer.close();
      await queue.close();
      fanout.close();
      hints?.close();
      await revocations.close();
      await presence.close();
      await writer.close();
      await closeDatabase();
    },
  };
}

export type Application = Awaited<ReturnType<typeof createApplication>>;
