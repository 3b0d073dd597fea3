// Starts one node: settings, record, application; waits for a signal; drains and stops in the reverse order.
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { createApplication } from './app.ts';
import { type Config, readConfig } from './platform/config.ts';
import { openDatabase } from './platform/database.ts';
import { assertServer } from './platform/database-check.ts';
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts';
import { createLogger, type Logger } from './platform/logger.ts';
import { migrate } from './platform/migrate.ts';
import { addressOf, failureInWords, signInTable } from './start-words.ts';

/** More than Postgres may take for its own stop, less than the half minute that docs/deploy.md lets an installation wait. */
const STOP_WITHIN_MS = 28_000;
/** Below npm one Ctrl-C arrives twice, from the terminal and from npm; one pressed again later is meant. */
const SAME_WISH_MS = 3_000;

const isDemo = parseArgs({ options: { demo: { type: 'boolean', default: false } } }).values.demo;
const config = settingsOrExit();
// Standard output is for people: the address and the sign-ins. The log goes beside it.
const logger = createLogger(config.logLevel, pino.destination(2));
const closers: (() => Promise<void>)[] = [];
let isStopping = false;
let askedToStopAt: number | null = null;

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    askedToStopAt ??= performance.now();
    if (performance.now() - askedToStopAt > SAME_WISH_MS) process.exit(1);
    void stop(0);
  });
}
process.on('unhandledRejection', (reason) => logger.error({ err: reason }, 'A promise failed unheard.'));
process.on('uncaughtException', (error) => {
  logger.fatal({ err: error }, 'An error reached nobody; the server stops.');
  void stop(1);
});

try {
  await start(config, logger);
} catch (error) {
  if (!isStopping) {
    logger.debug({ err: error }, 'The start failed.');
    console.error(failureInWords(error, config));
    await stop(1);
  }
}

function settingsOrExit(): Config {
  try {
    // The demo is for people, who want to read the sign-ins and not the log.
    const quiet = isDemo && !process.env.LOG_LEVEL ? { LOG_LEVEL: 'warn' } : {};
    return readConfig({ ...process.env, ...quiet });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

async function start(config: Config, logger: Logger): Promise<void> {
  const databaseUrl = config.databaseUrl ?? (await startRecord(config, logger));
  const check = openDatabase(databaseUrl, { applicationName: 'parley start', max: 1, logger });
  await assertServer(check.pool).finally(check.close);
  await migrate(databaseUrl, { withQueue: config.redisUrl === null });

  const application = await createApplication({ config, logger, databaseUrl });
  closers.push(() => application.drain());
  const demo = isDemo ? await application.loadDemo() : null;
  const { port } = await application.listen();
  // Behind it: a start that fails would else take back the code that another node has printed.
  const setupCode = await application.setupCode();
  if (demo) console.log(`\nSign in as one of these:\n\n${signInTable(demo.signIns)}\n`);
  console.log(`Parley is ready at ${addressOf(config, port)}`);
  if (setupCode) {
    console.log(
      `The record is empty. Create the first administrator there with the set-up code ${setupCode}`,
    );
  }
}

async function startRecord(config: Config, logger: Logger): Promise<string> {
  const starting = startEmbeddedPostgres({ dataDir: config.dataDir, logger, durable: true });
  // Known before it is up, so that a signal during the first start leaves nothing running either.
  closers.push(async () => (await starting.catch(() => null))?.stop());
  const postgres = await starting;
  void postgres.died.then(() => {
    logger.fatal(
      'Postgres has ended by itself, so the server stops. Start it again: what was committed is safe.',
    );
    void stop(1);
  });
  return postgres.url;
}

async function stop(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => {
    logger.error('The server does not stop in time and is ended.');
    process.exit(1);
  }, STOP_WITHIN_MS).unref();
  // The start may still be adding to the list while it is worked off.
  for (let close = closers.pop(); close; close = closers.pop()) {
    await close().catch((error: unknown) => logger.error({ err: error }, 'Something did not close well.'));
  }
  process.exit(exitCode);
}
