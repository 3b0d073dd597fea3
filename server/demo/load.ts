// Loads the demo world through the same commands as everybody, as the server itself. A second time changes nothing.
import { worldCommands } from '../../shared/world.ts';
import { commands } from '../commands.ts';
import { type JournalDeps, runAsSystem } from '../journal/commit.ts';
import { demoPassword, readDemoWorld } from './world.ts';

export interface DemoSignIn {
  username: string;
  password: string;
  what: string;
}

export async function loadDemo(journal: JournalDeps): Promise<{ signIns: DemoSignIn[] }> {
  const world = await readDemoWorld();
  const byName = new Map(commands.map((command) => [command.name, command]));
  for (const { name, input } of worldCommands(world)) {
    const command = byName.get(name);
    if (!command) throw new Error(`there is no command ${name}`);
    await runAsSystem(journal, command, input);
  }
  const signIns = world.officers.map(({ username, name, stationCode, role }) => ({
    username,
    password: demoPassword,
    what: `${name} (${role}, ${stationCode})`,
  }));
  return { signIns };
}
