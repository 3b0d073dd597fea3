// Finds the programs outside npm that some tests need, and says so when they are absent.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first of these programs that is on PATH, with its folder, or null. */
function findProgram(...names: string[]): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not in this folder.
      }
    }
  }
  return null;
}

/** A Redis server, or null. */
export const redisProgram = findProgram('redis-server');

/** A Chromium or Chrome, or null. */
export const chromiumProgram = findProgram(
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
);

/**
 * Says in a plain sentence which tests will be skipped. In CI nothing may be skipped, so that a missing program
 * throws there.
 */
export function reportMissingPrograms(): void {
  const sentences: string[] = [];
  if (!redisProgram) sentences.push('redis-server is not on PATH, so the tests that need Redis are skipped.');
  if (!chromiumProgram)
    sentences.push('chromium is not on PATH, so the tests that need a browser are skipped.');
  if (sentences.length === 0) return;
  if (process.env.CI) throw new Error(`In CI nothing may be skipped. ${sentences.join(' ')}`);
  console.log(sentences.join('\n'));
}
