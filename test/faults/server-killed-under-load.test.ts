// Fault: the server, as a newcomer starts it, is killed while officers work, and is started again on the same folder.
import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { openDatabase } from '../../server/platform/database.ts';
import { type BusyOfficers, putToWork } from '../support/busy-officers.ts';
import { type Cable, openCable } from '../support/cable.ts';
import { stopClock } from '../support/clock.ts';
import { type Installation, makeInstallation, ordinaryAccount } from '../support/installation.ts';
import { signIn } from '../support/officer.ts';
import { until } from '../support/until.ts';
import { expectDone, expectWhole } from '../support/whole-record.ts';

// Five starts of a server with its own Postgres.
const officers = ['duty.north', 'relief.north', 'duty.south', 'commander.south'];
let installation: Installation;
let cable: Cable | undefined;
let busy: BusyOfficers | undefined;

afterEach(async () => {
  busy?.close();
  await cable?.close();
  await installation.remove();
});

it('A server that is killed in the middle of work, again and again, loses and doubles nothing that it acknowledged', async () => {
  installation = await makeInstallation();
  let server = await installation.start();
  cable = await openCable(server.url);
  busy = await putToWork(cable.url, officers, { seed: 20_261_122 });

  for (const more of [25, 7, 40]) {
    await busy.achieve(more);
    server.process.kill('SIGKILL');
    await server.ended;
    // At once: its Postgres may still be on its way out.
    server = await installation.start();
    cable.plug(server.url);
  }
  await busy.achieve(10);
  await busy.rest();

  const record = openDatabase(await installation.recordUrl(), { applicationName: 'test reader', max: 1 });
  await expectWhole(record.db);
  await expectDone(record.db, busy.deeds);
  for (const deed of busy.deeds) expect(await busy.repeat(deed)).toEqual(deed.result);
  await expectDone(record.db, busy.deeds);
  await expectWhole(record.db);
  await record.close();

  const socketFolder = await installation.socketFolder();
  server.process.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  expect(installation.postgres()).toEqual([]);
  expect(existsSync(socketFolder)).toBe(false);
});

it('A server of a normal user goes on calling for an alert that was running when it was killed', async () => {
  installation = await makeInstallation((await ordinaryAccount()) ?? undefined);
  const first = await installation.start();
  const clock = openDatabase(await installation.recordUrl(), { applicationName: 'test clock', max: 1 });
  // It stands still also in the second life: no call falls due but by the hand of the test.
  await stopClock(clock.db).finally(clock.close);
  const before = await signIn(first.url, 'duty.north');
  const south = await signIn(first.url, 'duty.south');
  await south.takeWatch();
  const { incidentId, channelId } = await before.openIncident('river');
  await before.raise(incidentId);
  first.process.kill('SIGKILL');
  for (const one of [before, south]) one.close();
  await until(() => installation.postgres().length === 0, { what: 'its Postgres to end by itself' });

  const second = await installation.start();
  const north = await signIn(second.url, 'duty.north');
  expect(await north.entriesOf(channelId, 'escalation.called')).toHaveLength(1);
  const record = openDatabase(await installation.recordUrl(), { applicationName: 'test clock', max: 1 });
  await sql`update test_clock set offset_ms = offset_ms + 120000`.execute(record.db);
  await until(async () => (await north.alert(incidentId)).escalation.turn === 2, {
    what: 'the second call',
  });
  expect(await north.entriesOf(channelId, 'escalation.called')).toHaveLength(2);
  await record.close();
  north.close();
});
