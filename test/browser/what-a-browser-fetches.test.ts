// What a browser fetches of the console: small enough for a thin line, and nothing that an old browser does not know.
import { beforeAll, describe, expect, test } from 'vitest';
import { tooNewInScript, tooNewInStyle } from '../support/browser-floor.ts';
import { builtFile, builtFiles, entryFiles, gzippedBytes } from '../support/built-console.ts';
import { buildConsole } from '../support/console.ts';

/** Asked for first, or for the eye alone: the console does without each of these. */
const doneWithout = new Set([
  // zod and React look whether they are there before they use them.
  ...[
    '.canParse()',
    'URL.canParse',
    'Error.captureStackTrace',
    '.startViewTransition()',
    '.skipTransition()',
  ],
  // Methods of our own, of i18next and of `Intl.Locale` that newer types happen to share the name of.
  ...['.take()', '.use()', '.maximize()'],
  // The colour of a scroll bar; and a phone's text size, which it also knows by its older name.
  ...['scrollbar-color', 'text-size-adjust'],
]);

const without = (names: readonly string[]) => names.filter((name) => !doneWithout.has(name));

beforeAll(buildConsole);

describe('what stands between an address and a console that can ring', () => {
  test('is at most 230 kB gzipped: page, scripts, styles and the largest language', () => {
    const locales = builtFiles('.js').filter(
      // Not the phrase books, which have the same names and come later.
      (name) => /^assets\/(vi|en|km|zh|lo)-/.test(name) && builtFile(name).includes('partMissing'),
    );
    expect(locales).toHaveLength(5);
    const entry = entryFiles().map(gzippedBytes);
    expect(entry.length).toBeGreaterThan(2);
    const bytes = [...entry, Math.max(...locales.map(gzippedBytes))].reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeLessThanOrEqual(230_000);
  });

  test('holds the alarm, and no screen', () => {
    const start = entryFiles()
      .filter((name) => name.endsWith('.js'))
      .map((name) => builtFile(name).toString())
      .join('\n');
    expect(start).toContain('alarm-bar');
    expect(start).toContain('createBufferSource');
    expect(start).not.toContain('admin-body');
    expect(start).not.toContain('log-rows');
  });
});

describe('what the oldest browsers served do not know', () => {
  test('is found in scripts and in styles', () => {
    expect(
      tooNewInScript('Object.groupBy(a, b); a.toSorted(); new Set(a).isSubsetOf(b); AbortSignal.any(c)'),
    ).toEqual(['.groupBy()', '.isSubsetOf()', '.toSorted()', 'AbortSignal.any', 'Object.groupBy']);
    expect(
      tooNewInScript('structuredClone(a); a.at(-1); Object.hasOwn(a, b); navigator.locks.request(c)'),
    ).toEqual([]);
    expect(
      tooNewInStyle('a:has(b){color:light-dark(red,blue)}@starting-style{a{field-sizing:content}}'),
    ).toEqual([':has', '@starting-style', 'field-sizing', 'light-dark()']);
    expect(
      tooNewInStyle('a:focus-visible{color:rgb(0 0 0/50%);inset:0;gap:1rem}@media (width:1px){}'),
    ).toEqual([]);
  });

  test.each([
    ['scripts', '.js', tooNewInScript],
    ['styles', '.css', tooNewInStyle],
  ])('is in none of the built %s', (_, ending, tooNewIn) => {
    const files = builtFiles(ending);
    expect(files.length).toBeGreaterThan(2);
    const found = files.flatMap((name) =>
      without(tooNewIn(builtFile(name).toString())).map((one) => `${name} ${one}`),
    );
    expect(found).toEqual([]);
  });
});
