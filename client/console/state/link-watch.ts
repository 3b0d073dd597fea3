/** Whether the server is still heard: every word and every heartbeat counts, and silence is doubted, then called lost. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ParleyClient } from '../../sdk/client.ts';
import { doubtAfterMs, type LinkHealth, linkHealth, lostAfterMs } from './alarm-plan.ts';

export interface LinkWatch {
  health: LinkHealth;
  /** When the server was last heard, by this device's clock. */
  heardAt: number;
  /** The last entry that came, of whatever channel. */
  last: { seq: number; at: string } | null;
}

export const linkWatch = createStore<LinkWatch>(() => ({ health: 'sound', heardAt: Date.now(), last: null }));

export function useLinkWatch(): LinkWatch {
  return useStore(linkWatch);
}

/** Watches until the returned function is called; `heard` is called at every word of the server. */
export function watchLink(client: ParleyClient, heard: () => void): () => void {
  let steadyAt = performance.now();
  const look = () => {
    // A clock that is set during the watch is no silence; a device that slept is one that only its clock tells.
    const silentMs = Math.max(
      performance.now() - steadyAt,
      Math.min(Date.now() - linkWatch.getState().heardAt, 2 * lostAfterMs),
    );
    const health = linkHealth(silentMs);
    if (health !== linkWatch.getState().health) linkWatch.setState({ health });
  };
  const hear = () => {
    steadyAt = performance.now();
    linkWatch.setState({ health: 'sound', heardAt: Date.now() });
    heard();
  };
  linkWatch.setState({ health: 'sound', heardAt: Date.now(), last: null });
  const offs = [
    client.onHeard(hear),
    client.onEntries(({ entries }) => {
      const newest = entries.at(-1);
      if (newest) linkWatch.setState({ last: { seq: newest.seq, at: newest.at } });
    }),
  ];
  const timer = setInterval(look, Math.min(1_000, doubtAfterMs));
  return () => {
    clearInterval(timer);
    for (const off of offs) off();
  };
}
