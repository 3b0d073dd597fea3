/** The time by the server's clock, told to the screen once a second. */
import { useSyncExternalStore } from 'react';

let clock: () => number = Date.now;
let now = clock();
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** The clock to count by; a PC whose own clock is wrong then counts down right all the same. */
export function setClock(source: () => number): void {
  clock = source;
}

export function serverNowMs(): number {
  return clock();
}

function tick(): void {
  now = clock();
  for (const watcher of watchers) watcher();
}

function watch(changed: () => void): () => void {
  watchers.add(changed);
  if (watchers.size === 1) {
    tick();
    timer = setInterval(tick, 1_000);
  }
  return () => {
    watchers.delete(changed);
    if (watchers.size === 0) clearInterval(timer);
  };
}

/** The server's time in milliseconds, new every second. */
export function useNow(): number {
  return useSyncExternalStore(watch, () => now);
}
