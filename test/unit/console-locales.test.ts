// The texts of the console: the same keys in every language, every key used, every placeholder kept.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const consoleFolder = resolve(import.meta.dirname, '../../client/console');
const localesFolder = join(consoleFolder, 'locales');

interface Texts {
  [key: string]: string | Texts;
}

function flat(texts: Texts, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );
}

const locales = new Map(
  readdirSync(localesFolder).map((file) => {
    const texts: Texts = JSON.parse(readFileSync(join(localesFolder, file), 'utf8'));
    return [file.replace('.json', ''), new Map(flat(texts))] as const;
  }),
);

/** Languages differ in how many plural forms they have: `…_one`, `…_other` are one key. */
const withoutPlural = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '');
const keysOf = (locale: string) => new Set([...(locales.get(locale)?.keys() ?? [])].map(withoutPlural));
const placeholders = (text: string) => [...new Set(text.match(/{{\w+}}/g))].sort();

const sources = readdirSync(consoleFolder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('dist'))
  .map((file) => readFileSync(join(consoleFolder, file), 'utf8'))
  .join('\n');
/** Keys that are written out, and the beginnings of those that end with a code. */
const written = new Set(sources.match(/(?<=')[a-z][\w]*(?:\.[\w]+)+(?=')/gi));
const beginnings = [...sources.matchAll(/`([a-z][\w.]*[._])\$\{/gi)].map(([, beginning]) => beginning ?? '');

describe('the texts of the console', () => {
  test('every language has the same keys', () => {
    for (const locale of locales.keys()) {
      expect([...keysOf(locale)].sort(), locale).toEqual([...keysOf('en')].sort());
    }
  });

  test('no key is unused', () => {
    const unused = [...keysOf('en')].filter(
      (key) => !written.has(key) && !beginnings.some((beginning) => key.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });

  test('no text is empty, and each says the same values in every language', () => {
    for (const [locale, texts] of locales) {
      for (const [key, text] of texts) {
        expect(text.trim(), `${locale} ${key}`).not.toBe('');
        const english = locales.get('en')?.get(key) ?? locales.get('en')?.get(`${withoutPlural(key)}_other`);
        expect(placeholders(text), `${locale} ${key}`).toEqual(placeholders(english ?? ''));
      }
    }
  });
});
