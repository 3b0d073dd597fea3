// A poor link: nothing written is lost or sent twice, and the page never looks calm while the server is out of reach.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat, signInAt } from '../support/console.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe.skipIf(!chromiumAvailable)('a console on a poor link', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let south: Seat;
  let address: string;

  beforeAll(async () => {
    const [north] = await scene.onWatch('duty.north', 'duty.south');
    const { incidentId } = await north.openIncident('river');
    address = `${scene.node().url}/#/incidents/${incidentId}`;
    south = await consoles.seat(scene.node().url, 'duty.south');
    await south.page.goto(address);
    await south.page.locator('.entry').first().waitFor();
    await south.page.locator('.link-connected').waitFor();
  });
  afterAll(() => south?.page.context().close());

  const write = async (text: string) => {
    const field = south.page.getByRole('textbox', { name: 'Message to both sides' });
    await field.fill(text);
    await field.press('Enter');
    // Kept on the disk: only then it is shown as not sent.
    await until(async () => (await field.inputValue()) === '', { what: 'the words have left the field' });
  };

  test('the link says that it is down, and what is written then is marked as not sent', async () => {
    const { page } = south;
    await page.context().setOffline(true);
    await page.getByText(/^Offline \d:\d\d/).waitFor();
    await write('First word after the cut');
    await write('Second word after the cut');
    await page
      .locator('.unsent', { hasText: 'First word' })
      .getByText(/^NOT SENT/)
      .waitFor();
    await page
      .locator('.unsent', { hasText: 'Second word' })
      .getByText(/^NOT SENT/)
      .waitFor();
  });

  test('what was never sent off is taken back to be changed, into an empty field only', async () => {
    const { page } = south;
    const field = page.getByRole('textbox', { name: 'Message to both sides' });
    const second = page.locator('.unsent', { hasText: 'Second word' });
    const edit = second.getByRole('button', { name: 'Edit' });
    await field.fill('begun');
    await until(() => edit.isDisabled());
    await field.fill('');
    await edit.click();
    await second.waitFor({ state: 'detached' });
    await until(async () => (await field.inputValue()) === 'Second word after the cut');
    await field.press('Enter');
    await second.waitFor();
  });

  test('with the link back it is sent once, in order, and stands on the record', async () => {
    const { page } = south;
    await page.context().setOffline(false);
    await page.locator('.link-connected').waitFor();
    await page.locator('.unsent').first().waitFor({ state: 'detached' });
    // The reply may come before the entry.
    await page.locator('.entry-said', { hasText: 'Second word' }).waitFor();
    const said = await page.locator('.entry-said .entry-text').allInnerTexts();
    expect(said.map((text) => text.trim())).toEqual([
      'First word after the cut',
      'Second word after the cut',
    ]);
  });

  test('where websockets are blocked the console works over plain requests', async () => {
    const blocked = await consoles.open(scene.node().url);
    await blocked.page.routeWebSocket(/./, (socket) => socket.close());
    await blocked.page.reload();
    await signInAt(blocked.page, 'commander.south');
    await blocked.page.locator('.link-connected').waitFor();
    await blocked.page.goto(address);
    await blocked.page.locator('.entry').first().waitFor();
    await write('Heard without a websocket');
    await blocked.page.locator('.entry-said', { hasText: 'Heard without a websocket' }).waitFor();
    await blocked.page.context().close();
  });
});
