// The SDK in the tabs of a real browser: they share one session and one outbox, and neither is used twice.
import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { chromiumAvailable, launchChromium } from '../support/chromium.ts';
import type { TabWindow } from '../support/sdk-tab.ts';
import { startTinyServer, type TinyServer } from '../support/tiny-server.ts';
import { until } from '../support/until.ts';

declare const window: TabWindow;

type Pieces = { fileName: string; code: string }[];

/** The first piece is what a page begins with. */
async function bundle(): Promise<Pieces> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: ['chrome109', 'firefox115'],
      lib: { entry: resolve(import.meta.dirname, '../support/sdk-tab.ts'), formats: ['es'] },
    },
  });
  const [output] = Array.isArray(built) ? built : [];
  const pieces = (output?.output ?? []).flatMap((piece) => (piece.type === 'chunk' ? [piece] : []));
  return pieces.sort((one, other) => Number(other.isEntry) - Number(one.isEntry));
}

describe.skipIf(!chromiumAvailable)('the tabs of a browser', () => {
  let browser: Browser;
  let pieces: Pieces;
  let server: TinyServer;
  let context: BrowserContext;
  const channelId = newId();

  beforeAll(async () => {
    [browser, pieces] = await Promise.all([launchChromium(), bundle()]);
  });
  afterAll(() => browser?.close());

  async function sitDown({ hasLocks = true } = {}): Promise<void> {
    server = await startTinyServer({ tokenMs: 1_000 });
    server.channels.set(channelId, []);
    server.serve(
      '/',
      'text/html',
      `<!doctype html><script type="module" src="/${pieces[0]?.fileName}"></script>`,
    );
    for (const { fileName, code } of pieces) server.serve(`/${fileName}`, 'text/javascript', code);
    context = await browser.newContext();
    // As browsers do on plain HTTP.
    if (!hasLocks)
      await context.addInitScript('Object.defineProperty(navigator, "locks", { value: undefined })');
  }
  async function standUp(): Promise<void> {
    await context.close();
    await server.close();
  }
  async function openTab(): Promise<Page> {
    const page = await context.newPage();
    await page.goto(server.url);
    await page.waitForFunction(() => 'client' in window);
    return page;
  }
  const isConnected = (page: Page) =>
    page.waitForFunction(() => window.client.state.get().link.status === 'connected');
  const statusOf = (page: Page) => page.evaluate(() => window.client.state.get().session.status);
  const spent = () => server.callsOf('session.renew').map(({ input }) => input.refreshToken);

  test.each([
    ['with locks', true],
    ['on plain HTTP, where browsers hide their locks', false],
  ])('never spend a refresh token twice, %s', async (_, hasLocks) => {
    await sitDown({ hasLocks });
    const tabs = await Promise.all([openTab(), openTab(), openTab()]);
    await tabs[0]?.evaluate(() => window.client.signIn('trucban.sonvi', 'right'));
    await Promise.all(tabs.map(isConnected));
    await until(() => spent().length >= 5);
    expect(await Promise.all(tabs.map(statusOf))).toEqual(tabs.map(() => 'signed_in'));
    expect(new Set(spent()).size).toBe(spent().length);

    await tabs[1]?.evaluate(() => window.client.signOut());
    await until(async () =>
      (await Promise.all(tabs.map(statusOf))).every((status) => status !== 'signed_in'),
    );
    await standUp();
  });

  test('keep what is written offline through the closing of the tab, and send it once and in order', async () => {
    await sitDown();
    const tab = await openTab();
    await tab.evaluate(() => window.client.signIn('trucban.sonvi', 'right'));
    await isConnected(tab);
    await context.setOffline(true);
    await tab.waitForFunction(() => window.client.state.get().link.status === 'offline');
    await tab.evaluate(async (channel) => {
      for (const text of ['one', 'two', 'three'])
        await window.client.outbox.add('message.post', {
          channelId: channel,
          text,
          lang: 'en',
          marker: 'warning',
        });
    }, channelId);
    await tab.close();
    await context.setOffline(false);

    const [one, other] = await Promise.all([openTab(), openTab()]);
    const left = (page: Page) => page.evaluate(() => window.client.outbox.items.get().length);
    await until(
      async () =>
        server.channels.get(channelId)?.length === 3 && (await left(one)) + (await left(other)) === 0,
    );
    const texts = server.channels
      .get(channelId)
      ?.map(({ payload }) => ('text' in payload ? payload.text : ''));
    expect(texts).toEqual(['one', 'two', 'three']);
    await standUp();
  });
});
