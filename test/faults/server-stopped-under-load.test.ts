// Fault: the server is told to stop while officers work, by SIGTERM and by Ctrl-C at a terminal, and is started again.
import { existsSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { openDatabase } from '../../server/platform/database.ts';
import { type BusyOfficers, putToWork } from '../support/busy-officers.ts';
import { type Cable, openCable } from '../support/cable.ts';
import { type Installation, makeInstallation, type RunningServer } from '../support/installation.ts';
import { until } from '../support/until.ts';
import { expectDone, expectWhole } from '../support/whole-record.ts';

// A few starts of a server with its own Postgres.
let installation: Installation;
let cable: Cable | undefined;
let busy: BusyOfficers | undefined;

afterEach(async () => {
  busy?.close();
  await cable?.close();
  await installation.remove();
});

/** As a terminal does: the signal goes to everything that was started by the command line. */
function pressCtrlC({ process: { pid } }: RunningServer): void {
  if (pid === undefined) throw new Error('the server has no process');
  process.kill(-pid, 'SIGINT');
}

function isGroupGone({ process: { pid } }: RunningServer): boolean {
  try {
    process.kill(-(pid ?? 0), 0);
    return false;
  } catch {
    return true;
  }
}

it.each<[string, () => Parameters<Installation['start']>[0], (server: RunningServer) => void]>([
  ['SIGTERM', () => ({}), (server) => void server.process.kill('SIGTERM')],
  ['Ctrl-C', () => ({ ownGroup: true }), pressCtrlC],
  // Its scripts before the start build the console, which is not what is tried here.
  [
    'Ctrl-C at `npm start`',
    () => ({ ownGroup: true, command: ['npm', 'start', '--ignore-scripts'] }),
    pressCtrlC,
  ],
])(
  'On %s in the middle of work the server ends in order, and everybody goes on with the next',
  async (_how, options, stop) => {
    installation = await makeInstallation();
    let server = await installation.start(options());
    cable = await openCable(server.url);
    busy = await putToWork(cable.url, ['duty.north', 'relief.north', 'duty.south', 'commander.south'], {
      seed: 7,
    });
    await busy.achieve(30);
    const socketFolder = await installation.socketFolder();
    stop(server);
    expect(await server.ended).toBe(0);
    expect(installation.postgres()).toEqual([]);
    expect(existsSync(socketFolder)).toBe(false);
    expect(server.said()).not.toContain('did not close well');
    if (options()?.ownGroup) await until(() => isGroupGone(server), { what: 'the end of all its processes' });

    server = await installation.start();
    cable.plug(server.url);
    await busy.achieve(10);
    await busy.rest();
    const record = openDatabase(await installation.recordUrl(), { applicationName: 'test reader', max: 1 });
    await expectWhole(record.db);
    for (const deed of busy.deeds) expect(await busy.repeat(deed)).toEqual(deed.result);
    await expectDone(record.db, busy.deeds);
    await record.close();
  },
);
