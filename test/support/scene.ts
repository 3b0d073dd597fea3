// The scene of a story: one record, one node, and officers who sign in when they first come on.
import { afterAll, beforeAll } from 'vitest';
import type { World } from '../../shared/world.ts';
import { openRecord, type TestNode, type TestRecord } from './application.ts';
import type { TestOfficer } from './officer.ts';

export const minute = 60_000;
export const hour = 60 * minute;

export interface Scene {
  record(): TestRecord;
  node(): TestNode;
  /** The same officer at the same device each time he is asked for. */
  officer(username: string): Promise<TestOfficer>;
  /** Those officers, each of whom takes the watch of his station. */
  onWatch<const N extends readonly string[]>(...usernames: N): Promise<{ [I in keyof N]: TestOfficer }>;
  advance(ms: number): Promise<void>;
  /** Now by the record's clock, as near as this machine's own clock tells. */
  now(): number;
}

/** Opened before the tests of a file, closed after them; in the small world, or in another one. */
export function openScene(readWorld?: () => Promise<World>): Scene {
  let opened: { record: TestRecord; node: TestNode } | undefined;
  let advancedMs = 0;
  const cast = new Map<string, Promise<TestOfficer>>();
  beforeAll(async () => {
    const record = await openRecord(await readWorld?.());
    opened = { record, node: await record.node() };
  });
  afterAll(() => opened?.record.close());

  const current = () => {
    if (!opened) throw new Error('the scene opens before the first test');
    return opened;
  };
  const officer = (username: string) => {
    const known = cast.get(username) ?? current().node.officer(username);
    cast.set(username, known);
    return known;
  };
  return {
    record: () => current().record,
    node: () => current().node,
    officer,
    async onWatch<const N extends readonly string[]>(...usernames: N) {
      const officers = await Promise.all(usernames.map(officer));
      for (const one of officers) await one.takeWatch();
      return officers as { [I in keyof N]: TestOfficer };
    },
    advance(ms) {
      advancedMs += ms;
      return current().record.advance(ms);
    },
    now: () => Date.now() + advancedMs,
  };
}

/** The private channel of the officer's end in a case; of his first end where he has several. */
export async function sideOf(officer: TestOfficer, incidentId: string): Promise<string> {
  const [side] = (await officer.read(incidentId)).sides;
  if (!side) throw new Error('a member of the line has a private channel in its cases');
  return side.channelId;
}
