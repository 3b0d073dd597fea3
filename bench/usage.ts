// What a program of the bench uses itself: processor time and memory.
import { setTimeout as pause } from 'node:timers/promises';

export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** After the garbage is gone: needs `--expose-gc`. In kilobytes. */
export async function memoryInUse(): Promise<{ residentKb: number; heapKb: number }> {
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc?.();
    await pause(250);
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { residentKb: rss / 1024, heapKb: heapUsed / 1024 };
}
