/** A world file as it is written: YAML with aliases, or JSON; what is wrong is said with the name of the file. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UsageError } from '../../client/cli/failure.ts';
import { readWorld } from '../../client/cli/world-document.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-world-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(name: string, text: string) {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

/** Policies of so many lines; all ends name one ladder. */
function policies(lines: number): string {
  const ladder = `
    ladder: &ladder
      steps: [{ level: station, role: duty_officer, waitMs: 2m }]
      acceptWithinMs: 5m
      followUpWithinMs: null`;
  const of = (line: number, end: string, more: string) =>
    `  - lineCode: line-${line}\n    endCode: ${end}-${line}\n    severity: null${more}\n`;
  return `policies:\n${Array.from({ length: lines }, (_, line) =>
    [
      of(line, 'near', line === 0 ? ladder : '\n    ladder: *ladder'),
      of(line, 'far', '\n    ladder: *ladder'),
    ].join(''),
  ).join('')}`;
}

describe('a world file', () => {
  test('may name one ladder at every end of a whole country’s lines', async () => {
    const { commands } = await readWorld(await written('country.yaml', policies(400)));
    expect(commands).toHaveLength(800);
    expect(new Set(commands.map(({ input }) => 'ladder' in input && JSON.stringify(input.ladder))).size).toBe(
      1,
    );
  });

  test('that names what it never wrote is refused by its name', async () => {
    const file = await written('slip.yaml', policies(1).replace('*ladder', '*lader'));
    const reading = readWorld(file);
    await expect(reading).rejects.toThrow(UsageError);
    await expect(reading).rejects.toThrow(`${file}: Unresolved alias`);
  });

  test('that unfolds without end is refused', async () => {
    const levels = Array.from({ length: 12 }, (_, level) =>
      level === 0
        ? 'a0: &a0 [x]'
        : `a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`,
    );
    const file = await written('bomb.yaml', levels.join('\n'));
    await expect(readWorld(file)).rejects.toThrow(`${file}: Excessive alias count`);
  });

  test('may be JSON, indented by tabs', async () => {
    const world = {
      stations: [{ code: 'post', organisationCode: 'home', parentCode: null, kind: 'post', name: {} }],
    };
    const named = JSON.stringify({ stations: [{ ...world.stations[0], name: { vi: 'Đồn' } }] }, null, '\t');
    const { commands } = await readWorld(await written('world.json', named));
    expect(commands).toMatchObject([{ name: 'station.set', input: { code: 'post', name: { vi: 'Đồn' } } }]);
  });
});
