// Brings the record to a world, by the same commands that an admin uses and as the server itself.
import type { CommandName } from '../../shared/commands.ts';
import { type World, type WorldCommand, worldCommands } from '../../shared/world.ts';

/** Runs one command as the server itself. */
export type RunAsSystem = (name: CommandName, input: unknown) => Promise<unknown>;

/** Accounts stand in no order to each other, and hashing a password takes its time: as many at once as cores do it. */
const accountsAtOnce = 2;

async function applyOne(run: RunAsSystem, { name, input }: WorldCommand): Promise<void> {
  try {
    await run(name, input);
  } catch (error) {
    const what = 'username' in input ? input.username : 'code' in input ? input.code : input.lineCode;
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The world could not be applied at ${name} ${what}: ${why}`, { cause: error });
  }
}

/** Applies a world in its order. What the record holds already stays as it is; an interrupted run is simply repeated. */
export async function applyWorld(run: RunAsSystem, world: World): Promise<void> {
  const commands = worldCommands(world);
  const accounts = commands.filter(({ name }) => name === 'officer.set').values();
  const isBefore = ({ name }: WorldCommand) => name === 'organisation.set' || name === 'station.set';
  for (const command of commands.filter(isBefore)) await applyOne(run, command);
  const applyAccounts = async () => {
    for (const account of accounts) await applyOne(run, account);
  };
  await Promise.all(Array.from({ length: accountsAtOnce }, applyAccounts));
  for (const command of commands) {
    if (!isBefore(command) && command.name !== 'officer.set') await applyOne(run, command);
  }
}
