// Loads the demo: its world as the server itself, its history as the officers. What is there already is kept.
import { refuse } from '../../shared/errors.ts';
import type { Handlers } from '../commands.ts';
import { commands } from '../commands.ts';
import { type JournalDeps, runAsSystem } from '../journal/commit.ts';
import { applyWorld } from './apply-world.ts';
import { lastWords, playHistory } from './history.ts';
import { signInAs } from './player.ts';
import { demoProgress, worldBegan } from './store.ts';
import { demoPassword, demoSignIns, readDemoWorld } from './world.ts';

export interface DemoSignIn {
  username: string;
  password: string;
  what: string;
}

export interface DemoDeps {
  journal: JournalDeps;
  handlers: Handlers;
}

export async function loadDemo({ journal, handlers }: DemoDeps): Promise<{ signIns: DemoSignIn[] }> {
  const world = await readDemoWorld();
  const before = await demoProgress(journal.db, world, lastWords);
  if (!before.world) {
    const byName = new Map(commands.map((command) => [command.name, command]));
    await applyWorld(
      (name, input) => runAsSystem(journal, byName.get(name) ?? refuse('internal'), input),
      world,
    );
  }
  if (!before.history) {
    const began = await worldBegan(journal.db);
    await playHistory((username) => signInAs(handlers, username, demoPassword), began);
  }
  return { signIns: demoSignIns(world) };
}
