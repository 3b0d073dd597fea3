/** Calls to ring one's peer opposite that the officer has seen: kept on this device, so that a reload brings back the others. */
import { createStore } from 'zustand/vanilla';
import type { QueueItem } from '../../../shared/nouns/alert.ts';
import { read, write } from './memory.ts';
import { readerStore } from './reader.ts';

const name = 'peerCallsSeen';
/** More than an officer can be told to ring in one watch. */
const mostKept = 200;

/** A call to him: the next call of the same alert is another one, and so is the same call to another officer. */
function keyOf({ escalation, toCallPeer }: QueueItem): string {
  return `${readerStore.getState().me?.officer.id} ${escalation.id} ${toCallPeer}`;
}

const kept = (): readonly string[] => (read(name) ?? '').split(',').filter(Boolean);

export const peerCallsSeen = createStore<{ keys: readonly string[] }>(() => ({ keys: kept() }));

export function isPeerCallSeen(item: QueueItem): boolean {
  return peerCallsSeen.getState().keys.includes(keyOf(item));
}

export function peerCallSeen(item: QueueItem): void {
  const keys = [...kept().filter((key) => key !== keyOf(item)), keyOf(item)].slice(-mostKept);
  peerCallsSeen.setState({ keys });
  write(name, keys.join(','));
}

// Another tab of this device was told that he has seen it.
window.addEventListener('storage', ({ key }) => {
  if (key?.endsWith(`.${name}`)) peerCallsSeen.setState({ keys: kept() });
});
