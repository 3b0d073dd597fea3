// From `npm run demo` to ready: on an empty folder, and once more on what it left.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Rig } from './rig.ts';
import type { Row } from './table.ts';

const root = join(import.meta.dirname, '..');

/** Starts the demo as a newcomer does, waits for its address, stops it. Answers seconds. */
async function startDemo(dataDir: string): Promise<number> {
  const startedAt = performance.now();
  // A group of its own: npm does not pass a signal on to what it has started.
  const demo = spawn('npm', ['run', 'demo'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const exit = once(demo, 'exit');
  try {
    for await (const line of createInterface({ input: demo.stdout })) {
      if (line.includes('is ready at')) return (performance.now() - startedAt) / 1_000;
    }
    throw new Error('the demo ended before it was ready');
  } finally {
    if (demo.pid !== undefined && demo.exitCode === null) process.kill(-demo.pid, 'SIGTERM');
    await exit;
  }
}

export async function start(rig: Rig): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-start-'));
  rig.onClose(() => rm(folder, { recursive: true, force: true }));
  const first = await startDemo(folder);
  const second = await startDemo(folder);
  const row = (what: string, seconds: number): Row => ({
    bench: 'start',
    what,
    parley: seconds.toFixed(1),
    beside: '',
    ratio: '',
    target: '',
  });
  return [
    row('`npm run demo` to ready, first time, s', first),
    row('`npm run demo` to ready, second time, s', second),
  ];
}
