// A new version of the console: fetched while a seat runs, taken when its officer says so, never during an alarm.
import { createServer, request, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtFile } from '../support/built-console.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe.skipIf(!chromiumAvailable)('a new version of the console', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let front: Server;
  let south: Seat;
  let isNewer = false;
  let incidentId = '';

  /** Stands before the node and brings out a newer service worker once the test says so. */
  async function openFront(): Promise<string> {
    const { hostname, port } = new URL(scene.node().url);
    front = createServer((asked, answer) => {
      if (isNewer && asked.url === '/service-worker.js') {
        const worker = builtFile('service-worker.js').toString();
        answer.setHeader('Content-Type', 'text/javascript');
        return answer.end(worker.replace(/version:`[0-9a-f]{12}`/, 'version:`000000000000`'));
      }
      const { method, url: path, headers } = asked;
      const further = request({ hostname, port, method, path, headers }, (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      });
      further.on('error', () => answer.destroy());
      asked.pipe(further);
    });
    front.on('upgrade', (asked, near) => {
      const far = connect(Number(port), hostname, () => {
        const lines = asked.rawHeaders.map((part, index) => (index % 2 ? `${part}\r\n` : `${part}: `));
        far.write(`GET ${asked.url} HTTP/1.1\r\n${lines.join('')}\r\n`);
        far.pipe(near).pipe(far);
      });
      for (const end of [near, far]) end.on('error', () => near.destroy());
    });
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
    const address = front.address();
    if (typeof address !== 'object' || !address) throw new Error('the front has no port');
    return `http://127.0.0.1:${address.port}`;
  }

  beforeAll(async () => {
    const [north] = await scene.onWatch('duty.north', 'duty.south');
    ({ incidentId } = await north.openIncident('river'));
    const url = await openFront();
    south = await consoles.seat(url, 'duty.south');
    await south.page.goto(`${url}/#/incidents/${incidentId}`);
    await south.page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  });
  afterAll(async () => {
    await south?.page.context().close();
    front?.closeAllConnections();
    await new Promise((resolve) => front?.close(resolve));
  });

  const isSamePage = () => south.page.evaluate('globalThis.isOld === true');
  const cacheNames = () => south.page.evaluate<string[]>('caches.keys()');

  test('is told in a line while the old one runs on', async () => {
    const { page } = south;
    await page.evaluate('void (globalThis.isOld = true)');
    isNewer = true;
    await page.evaluate('navigator.serviceWorker.ready.then((one) => one.update()).then(() => undefined)');
    await page.getByText('A new version of the console is ready.').waitFor();
    expect(await isSamePage()).toBe(true);
  });

  test('waits while an alarm asks for an answer', async () => {
    const { page } = south;
    const north = await scene.officer('duty.north');
    await north.raise(incidentId);
    await page.getByText('Answer the alarm first, then reload.').waitFor();
    expect(await page.getByRole('button', { name: 'Reload', exact: true }).isDisabled()).toBe(true);
    await page.locator('.alarm-bar').getByRole('button', { name: 'Received' }).click();
    await page.getByText('Reload when convenient', { exact: false }).waitFor();
    expect(await isSamePage()).toBe(true);
  });

  test('is taken at a click, with the half sentence in its place', async () => {
    const { page } = south;
    const field = () => page.getByRole('textbox', { name: 'Message to both sides' });
    await field().fill('Half a sen');
    await page.getByRole('button', { name: 'Reload', exact: true }).click();
    await until(async () => (await isSamePage()) === false, { what: 'the page is opened anew' });
    await field().waitFor();
    expect(await field().inputValue()).toBe('Half a sen');
    expect(await page.getByText('A new version of the console is ready.').count()).toBe(0);
    // No other seat of this PC runs the version before.
    expect(await cacheNames()).toEqual(['parley-console-000000000000']);
  });
});
