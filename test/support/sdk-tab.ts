// What a tab of the browser runs in the tests of the SDK: a client as the console makes it, within reach of the test.
import { connect, type ParleyClient } from '../../client/sdk/client.ts';
import { indexedDbOutboxStore } from '../../client/sdk/outbox-indexeddb.ts';
import { browserTokenStore } from '../../client/sdk/token-store-browser.ts';

/** `window.client` in the page. */
export interface TabWindow {
  client: ParleyClient;
}

const { location } = globalThis as unknown as { location: { origin: string } };
const client = connect({
  url: location.origin,
  device: 'a tab',
  tokenStore: browserTokenStore(),
  outboxStore: indexedDbOutboxStore(),
  autoConfirmCalls: false,
});
Object.assign(globalThis, { client } satisfies TabWindow);
