/** The one connection of this page to the server, and the few ways in which screens use it. */
import { useSyncExternalStore } from 'react';
import type { InputOf } from '../../../shared/commands.ts';
import { connect } from '../../sdk/client.ts';
import type { LinkState } from '../../sdk/link.ts';
import type { Observable } from '../../sdk/observable.ts';
import { indexedDbOutboxStore } from '../../sdk/outbox-indexeddb.ts';
import { browserTokenStore } from '../../sdk/token-store-browser.ts';
import { setClock } from './clock.ts';
import { deviceName } from './device.ts';

export const client = connect({
  url: window.location.origin,
  device: deviceName(navigator.userAgent),
  tokenStore: browserTokenStore(),
  outboxStore: indexedDbOutboxStore(),
});

setClock(client.serverNow);

export const send = client.send;
export const outbox = client.outbox;

export function useObservable<T>(source: Observable<T>): T {
  return useSyncExternalStore(source.subscribe, source.get);
}

export function useLink(): LinkState {
  return useObservable(client.state).link;
}

/** Makes the first admin and signs him in. */
export async function createFirstAdmin(input: InputOf<'setup.create_admin'>): Promise<void> {
  await client.call('setup.create_admin', input);
  await client.signIn(input.admin.username, input.admin.password);
}

/** All entries up to `seq` stand on a screen that is being looked at. */
export function markOpened(channelId: string, seq: number): void {
  if (document.visibilityState === 'visible') client.mark(channelId, seq, seq);
}
