// One Parley node in a process of its own, as it runs in earnest but for the rate limits.
import { pino } from 'pino';
import { noLimits } from '../server/access/limits.ts';
import { type Application, createApplication } from '../server/app.ts';
import type { Effects } from '../server/platform/command.ts';
import { migrate } from '../server/platform/migrate.ts';
import { answer } from './program.ts';
import { memoryInUse, processorSeconds } from './usage.ts';
import { loadWorld, seatEverybody } from './world.ts';

let started: Application | null = null;

function application(): Application {
  if (!started) throw new Error('the node has not been started');
  return started;
}

async function start({ databaseUrl, redisUrl }: { databaseUrl: string; redisUrl: string | null }) {
  await migrate(databaseUrl, { withQueue: redisUrl === null });
  const publicUrl = 'http://127.0.0.1';
  started = await createApplication({
    config: { host: '127.0.0.1', port: 0, dataDir: '', publicUrl, databaseUrl, redisUrl, logLevel: 'warn' },
    logger: pino({ level: 'warn' }, pino.destination(2)),
    databaseUrl,
    limits: noLimits,
  });
  const { port } = await started.listen();
  return `http://127.0.0.1:${port}`;
}

const answers = {
  start,
  loadWorld: ({ lines }: { lines: number }) => loadWorld(application(), lines),
  seatEverybody: ({ devices }: { devices: number }) => seatEverybody(application(), devices),
  /** Orders timers as a command does after its commit. */
  wake: (wake: Effects['wake']) => application().journal.after.effects({ wake, cancel: [] }),
  processorSeconds,
  memoryInUse,
};
export type NodeAnswers = typeof answers;
answer(answers, async () => {
  await started?.drain();
});
