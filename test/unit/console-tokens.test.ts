// The tokens: every colour from one place, read well by night, by day and in red light, and no white that blinds.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const consoleFolder = resolve(import.meta.dirname, '../../client/console');
const styles = readFileSync(join(consoleFolder, 'styles/tokens.css'), 'utf8');

type Rgb = readonly [number, number, number];
type Theme = ReadonlyMap<string, string>;

const blocks = [...styles.matchAll(/([^{}]+)\{([^}]*)\}/g)].map(([, selector = '', body = '']) => ({
  selector,
  colours: [...body.matchAll(/--([\w-]+):\s*(#[\da-f]{6})\b/g)].map(
    ([, name = '', colour = '']) => [name, colour] as const,
  ),
}));
const themeOf = (theme: string): Theme =>
  new Map(
    blocks
      .filter(({ selector }) => selector.includes(':root') || selector.includes(`"${theme}"`))
      .flatMap(({ colours }) => colours),
  );
const own = (theme: string) =>
  blocks.filter(({ selector }) => selector.includes(`"${theme}"`)).flatMap(({ colours }) => colours);

function rgb(theme: Theme, name: string): Rgb {
  const colour = theme.get(name);
  if (!colour) throw new Error(`there is no token --${name}`);
  const part = (from: number) => Number.parseInt(colour.slice(from, from + 2), 16);
  return [part(1), part(3), part(5)];
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(theme: Theme, one: string, other: string): number {
  const [low, high] = [luminance(rgb(theme, one)), luminance(rgb(theme, other))].sort((a, b) => a - b);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

const grounds = ['ground', 'surface', 'raised'];
const severities = ['critical', 'warning', 'information'];
const tinted = severities.map((name) => `${name}-ground`);
const across = (names: readonly string[], behind: readonly string[]) =>
  names.flatMap((name) => behind.map((ground) => [name, ground] as const));

/** What is read, and what it is read on. */
const texts = [
  ...across(['text', 'muted'], [...grounds, 'hover', ...tinted, 'private-ground', 'private-raised']),
  ...severities.flatMap((name) => across([name], [...grounds, `${name}-ground`])),
  ...across(['well'], grounds),
  ...across(['private'], [...grounds, 'private-ground', 'private-raised']),
  ...severities.map((name) => [`on-${name}`, `${name}-solid`] as const),
  ...across(['on-critical'], ['critical-flash']),
  ...across(['on-warning'], ['warning-flash']),
  ...across(['ink'], ['paper', 'paper-hover']),
  ...across(['on-private'], ['private', 'private-hover']),
  ...across(['alarm-button-ink'], ['alarm-button', 'alarm-button-hover']),
  ...across(['tape-ink'], ['tape', 'tape-dark']),
];
/** What is seen: signs, edges of controls, the focus. */
const signs = [
  ...severities.flatMap((name) => across([`${name}-mark`], [...grounds, `${name}-ground`])),
  ...severities.map((name) => [`on-${name}-mark`, `${name}-mark`] as const),
  ...across(['edge', 'focus'], grounds),
  ...across(['private-edge'], ['private-ground']),
];

describe('The tokens of the console', () => {
  test.each([
    { theme: 'night', least: 7 },
    { theme: 'day', least: 7 },
    // Blue and most green are gone, and with them the light that 7:1 would need.
    { theme: 'red', least: 4.5 },
  ])('in $theme text stands out $least:1 from what lies behind it, signs 3:1', ({ theme, least }) => {
    const tokens = themeOf(theme);
    const weak = (pairs: readonly (readonly [string, string])[], ratio: number) =>
      pairs.filter(([one, other]) => contrast(tokens, one, other) < ratio).map((pair) => pair.join(' on '));
    expect(weak(texts, least)).toEqual([]);
    expect(weak(signs, 3)).toEqual([]);
  });

  test('red-night sends long waves only: no blue, and less green than half of the red', () => {
    const colours = own('red');
    expect(new Set(colours.map(([name]) => name))).toEqual(new Set(own('night').map(([name]) => name)));
    const tokens = themeOf('red');
    const wrong = colours.filter(([name]) => {
      const [red, green, blue] = rgb(tokens, name);
      return blue > 0 || green > red / 2;
    });
    expect(wrong).toEqual([]);
  });

  test('night knows no pure white', () => {
    const white = own('night').filter(([name]) => rgb(themeOf('night'), name).every((part) => part >= 253));
    expect(white).toEqual([]);
  });

  test('no style sheet but this one names a colour', () => {
    const sheets = readdirSync(consoleFolder, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.css') && !file.startsWith('dist') && file !== join('styles', 'tokens.css'),
    );
    expect(sheets.length).toBeGreaterThan(20);
    const named = sheets.filter((file) =>
      /#[\da-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|lab)\(|:\s*(?:white|black|red|gray|grey)\b/i.test(
        readFileSync(join(consoleFolder, file), 'utf8'),
      ),
    );
    expect(named).toEqual([]);
  });

  test('every token that is used is defined', () => {
    const defined = new Set([...styles.matchAll(/--([\w-]+):/g)].map(([, name]) => name));
    const sources = readdirSync(consoleFolder, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.(?:css|tsx?)$/.test(file) && !file.startsWith('dist'),
    );
    const all = sources.map((file) => readFileSync(join(consoleFolder, file), 'utf8')).join('\n');
    const setElsewhere = new Set([...all.matchAll(/['"]?--([\w-]+)['"]?[:,]/g)].map(([, name]) => name));
    const unknown = [...all.matchAll(/var\(--([\w-]+)/g)]
      .map(([, name]) => name)
      .filter((name) => !defined.has(name) && !setElsewhere.has(name));
    expect([...new Set(unknown)]).toEqual([]);
  });
});
