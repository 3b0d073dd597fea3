// A node in a process of its own on a test's record, so that a test can kill it; run as a program it is that node.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { createApplication } from '../../server/app.ts';

export interface NodeProcess {
  url: string;
  /** Ends it without a word, as `kill -9` and a power cut do. */
  kill(): Promise<void>;
}

/** Starts a node on this record and waits until it serves. */
export async function startNodeProcess(databaseUrl: string): Promise<NodeProcess> {
  const child: ChildProcess = spawn(process.execPath, [import.meta.filename, databaseUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('the node has no output');
  const exit = once(child, 'exit');
  for await (const url of createInterface({ input: child.stdout })) {
    return {
      url,
      async kill() {
        child.kill('SIGKILL');
        await exit;
      },
    };
  }
  throw new Error('the node did not start');
}

async function serve(databaseUrl: string): Promise<void> {
  const application = await createApplication({
    config: {
      host: '127.0.0.1',
      port: 0,
      dataDir: '',
      publicUrl: 'http://127.0.0.1',
      databaseUrl,
      redisUrl: null,
      logLevel: 'silent',
    },
    logger: pino({ level: 'silent' }),
    databaseUrl,
  });
  const { port } = await application.listen();
  console.log(`http://127.0.0.1:${port}`);
}

if (process.argv[1] === import.meta.filename) await serve(process.argv[2] ?? '');
