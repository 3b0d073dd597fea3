// What follows a commit: the entries by channel with their audience, and the timers. Nothing of it happens before.
import type { Entry } from '../../shared/entry.ts';
import type { Effects, PlacedEntry } from '../platform/command.ts';

/** Committed entries of one channel, in order, for one audience. */
export interface Published {
  channelId: string;
  audience: string;
  entries: readonly Entry[];
}

/** Whoever wants to know of commits on this node. Must not throw and must not wait. */
export interface AfterCommit {
  publish(batches: readonly Published[]): void;
  effects(effects: Effects): void;
}

/** One batch a channel, in the order in which the channels first appear. */
export function groupByChannel(
  entries: readonly PlacedEntry[],
  audience: (channelId: string) => string,
): Published[] {
  const groups = new Map<string, Entry[]>();
  for (const { channelId, ...entry } of entries) {
    const group = groups.get(channelId);
    if (group) group.push(entry);
    else groups.set(channelId, [entry]);
  }
  return [...groups].map(([channelId, group]) => ({
    channelId,
    audience: audience(channelId),
    entries: group,
  }));
}

/**
 * Gathers what is published within one turn of the event loop, so that a batch that was committed together leaves as
 * one event a channel, encoded once.
 */
export function gather(
  publish: (batches: readonly Published[]) => void,
): (batches: readonly Published[]) => void {
  let gathered = new Map<string, Published & { entries: Entry[] }>();
  const flush = () => {
    const batches = [...gathered.values()];
    gathered = new Map();
    // Requests of one batch are answered in any order; the channel's own order is what leaves.
    for (const { entries } of batches) entries.sort((one, other) => one.seq - other.seq);
    publish(batches);
  };
  return (batches) => {
    if (gathered.size === 0) setImmediate(flush);
    for (const { channelId, audience, entries } of batches) {
      const before = gathered.get(channelId);
      if (before) before.entries.push(...entries);
      else gathered.set(channelId, { channelId, audience, entries: [...entries] });
    }
  };
}
