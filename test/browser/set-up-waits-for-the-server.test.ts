// The console of an empty record, opened while its server cannot be reached: it offers the set-up as soon as it knows.
import { afterAll, beforeAll, describe, test } from 'vitest';
import { worldFile } from '../../shared/world.ts';
import { openRecord } from '../support/application.ts';
import { type Cable, openCable } from '../support/cable.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { until } from '../support/until.ts';

describe.skipIf(!chromiumAvailable)('the console of an empty record', () => {
  const consoles = openConsoles();
  let cable: Cable;
  let seat: Seat;

  beforeAll(async () => {
    const record = await openRecord(worldFile.parse({}));
    cable = await openCable((await record.node()).url);
    seat = await consoles.open(cable.url);
    return () => record.close();
  });
  afterAll(async () => {
    await seat?.page.context().close();
    await cable?.close();
  });

  test('asks for the set-up code once the server answers, though its first question was lost', async () => {
    const { page } = seat;
    await page.getByLabel('Set-up code').waitFor();
    await until(() => page.evaluate<boolean>('navigator.serviceWorker.controller !== null'), {
      what: 'the worker has taken the page',
    });
    cable.pull();
    const lost = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/setup.status'));
    await page.reload();
    await page.locator('input[autocomplete=username]').waitFor();
    await lost;
    cable.plug();
    await page.getByLabel('Set-up code').waitFor();
  });
});
