/** Who reads: the signed-in officer, his zone, and what his role is shown. The server decides; this only hides. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Role } from '../../../shared/nouns/officer.ts';
import type { Me } from '../../../shared/nouns/session.ts';

export const readerStore = createStore<{ me: Me | null }>(() => ({ me: null }));

export function useReader(): Me | null {
  return useStore(readerStore, ({ me }) => me);
}

/** For screens behind the sign-in. */
export function useMe(): Me {
  const me = useReader();
  if (!me) throw new Error('this screen is shown to a signed-in officer');
  return me;
}

const zoneOf = (me: Me | null) => me?.organisation.timeZone ?? 'Asia/Ho_Chi_Minh';

export function useZone(): string {
  return zoneOf(useReader());
}

/** Outside of what is drawn. */
export function readerZone(): string {
  return zoneOf(readerStore.getState().me);
}

const speaks: readonly Role[] = ['duty_officer', 'commander', 'liaison'];

export function maySpeak(role: Role): boolean {
  return speaks.includes(role);
}

export function mayCommand(role: Role): boolean {
  return role === 'commander';
}

export function mayHoldWatch(role: Role): boolean {
  return role === 'duty_officer' || role === 'commander';
}

export function mayAdminister(role: Role): boolean {
  return role === 'admin';
}
