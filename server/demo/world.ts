/** The demo world: read from its world file, every account with the one password that the README prints. */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { type World, worldFile } from '../../shared/world.ts';

/** For the demo world only. It is public: anyone who reads the README can sign in. */
export const demoPassword = 'hotline-demo';

export async function readDemoWorld(): Promise<World> {
  const text = await readFile(new URL('./world.yaml', import.meta.url), 'utf8');
  const world = worldFile.parse(parse(text));
  return { ...world, officers: world.officers.map((officer) => ({ ...officer, password: demoPassword })) };
}
