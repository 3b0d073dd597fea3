/** Calls that tell this officer to ring his peer opposite: heard live, until he says that he has seen them. */
import { createStore } from 'zustand/vanilla';
import type { EntryBatch } from '../../../shared/entry.ts';
import type { Me } from '../../../shared/nouns/session.ts';

export const peerCalls = createStore<{ escalationIds: ReadonlySet<string> }>(() => ({
  escalationIds: new Set(),
}));

export function hearPeerCalls({ entries }: EntryBatch, me: Me): void {
  for (const { kind, payload } of entries) {
    if (kind !== 'call.placed' || !payload.toCallPeer) continue;
    if (!payload.officers.some(({ officerId }) => officerId === me.officer.id)) continue;
    peerCalls.setState(({ escalationIds }) => ({
      escalationIds: new Set(escalationIds).add(payload.escalationId),
    }));
  }
}

export function peerCallSeen(escalationId: string): void {
  peerCalls.setState(({ escalationIds }) => ({
    escalationIds: new Set([...escalationIds].filter((id) => id !== escalationId)),
  }));
}

export function forgetPeerCalls(): void {
  peerCalls.setState({ escalationIds: new Set() });
}
