/** What lies on the officer's desk and is kept fresh: his lines, the queue, the watches, his stations and officers. */
import { createStore } from 'zustand/vanilla';
import type { OutputOf } from '../../../shared/commands.ts';
import type { EntryBatch, EntryKind } from '../../../shared/entry.ts';
import { second } from '../../../shared/time.ts';
import { serverNowMs } from './clock.ts';
import { send } from './hotline.ts';
import { liveQuery } from './live-query.ts';

type QueueAnswer = OutputOf<'escalation.queue'>;
const noneOpen = () => ({ stillOpen: [], nextStillOpenAt: null });

export const lines = liveQuery(async () => (await send('line.list', {})).lines);

/** What this side acknowledged and has not resolved: asked for with the queue, told before it. */
export const stillOpen = createStore<Pick<QueueAnswer, 'stillOpen' | 'nextStillOpenAt'>>(noneOpen);
export const queue = liveQuery(async () => {
  const { items, serverTime: _, ...open } = await send('escalation.queue', {});
  stillOpen.setState(open);
  return items;
});
export const watches = liveQuery(async () => (await send('watch.list', {})).watches);
export const stations = liveQuery(async () => (await send('station.list', {})).stations);
export const organisations = liveQuery(async () => (await send('organisation.list', {})).organisations);
/** For the admin's screens: asked for when one of them is opened. */
export const officers = liveQuery(async () => (await send('officer.list', {})).officers);
export const policies = liveQuery(async () => (await send('policy.list', {})).policies);

const always = [lines, queue, watches, stations, organisations];
const all = [...always, officers, policies];

export function openDesk(): void {
  for (const query of always) query.touch();
}

export function clearDesk(): void {
  for (const query of all) query.forget();
  stillOpen.setState(noneOpen());
}

/** The seconds after which a hint of this kind must show on the desk; kinds that do not touch it are left out. */
function waits(kind: EntryKind): { queue?: number; lines?: number; watches?: number; stations?: number } {
  if (kind === 'message.posted') return { lines: 5 };
  if (kind.startsWith('alert.') || kind.startsWith('escalation.')) return { queue: 0, lines: 0.5 };
  if (kind === 'call.placed' || kind === 'call.reached') return { queue: 0 };
  if (kind.startsWith('incident.')) return { queue: 0.3, lines: 0.3 };
  if (kind.startsWith('watch.')) return { watches: 0.05, lines: 0.3 };
  if (kind.startsWith('end.') || kind === 'line.set' || kind === 'agreement.set') return { lines: 0.1 };
  if (kind === 'station.set') return { stations: 0.3, lines: 0.3 };
  return {};
}

/** Entries that were pushed are hints: the desk asks the server again for what they may have changed. */
export function hearEntries({ entries }: EntryBatch): void {
  for (const { kind } of entries) {
    const wait = waits(kind);
    if (wait.queue !== undefined) queue.touch(wait.queue * second);
    if (wait.lines !== undefined) lines.touch(wait.lines * second);
    if (wait.watches !== undefined) watches.touch(wait.watches * second);
    if (wait.stations !== undefined) stations.touch(wait.stations * second);
  }
}

/** Between hints the desk looks again by itself, so that a lost hint costs seconds, not the night. */
export function keepDesk(): () => void {
  let next: ReturnType<typeof setTimeout> | undefined;
  const stopWaiting = stillOpen.subscribe(({ nextStillOpenAt }) => {
    clearTimeout(next);
    if (!nextStillOpenAt) return;
    // At least a second: where two clocks differ, asking again at once would never end.
    const wait = Math.max(second, Date.parse(nextStillOpenAt) - serverNowMs());
    next = setTimeout(() => queue.touch(), wait);
  });
  const timer = setInterval(() => {
    queue.touch();
    lines.touch();
    watches.touch();
  }, 15 * second);
  return () => {
    clearInterval(timer);
    clearTimeout(next);
    stopWaiting();
  };
}
