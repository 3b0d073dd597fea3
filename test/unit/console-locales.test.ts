// The texts of the console: the same keys in every language, every key used, every placeholder kept, nothing left in English.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { entryPayloads } from '../../shared/entry.ts';
import { languages } from '../../shared/text.ts';
import { keyFamilies } from '../support/key-families.ts';
import { flat, scripts } from '../support/texts.ts';

const consoleFolder = resolve(import.meta.dirname, '../../client/console');

const locales = new Map(
  languages.map((language) => {
    const texts: unknown = JSON.parse(
      readFileSync(join(consoleFolder, 'locales', `${language}.json`), 'utf8'),
    );
    return [language, new Map(flat(texts))] as const;
  }),
);

/** Languages differ in how many plural forms they have: `…_one`, `…_other` are one key. */
const pluralForm = /_(zero|one|two|few|many|other)$/;
const withoutPlural = (key: string) => key.replace(pluralForm, '');
const textsOf = (language: (typeof languages)[number]) => locales.get(language) ?? new Map<string, string>();
const keysOf = (language: (typeof languages)[number]) =>
  new Set([...textsOf(language).keys()].map(withoutPlural));
const english = (key: string) =>
  textsOf('en').get(key) ?? textsOf('en').get(`${withoutPlural(key)}_other`) ?? '';
const placeholders = (text: string) => [...new Set(text.match(/{{\w+}}/g))].sort();

const sources = readdirSync(consoleFolder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('dist'))
  .map((file) => readFileSync(join(consoleFolder, file), 'utf8'))
  .join('\n');
/** Keys that are written out, and those that end with a code. */
const written = new Set(sources.match(/(?<=')[a-z][\w]*(?:\.[\w]+)+(?=')/gi));
const calledFor = new Set([...sources.matchAll(/\bt\(\s*'([\w.]+)'/g)].map(([, key]) => key ?? ''));
const made = new Set(
  Object.entries(keyFamilies).flatMap(([beginning, codes]) => codes.map((code) => `${beginning}${code}`)),
);
const beginnings = new Set(
  [...sources.matchAll(/`([a-z][\w.]*[._])\$\{/gi)].map(([, beginning]) => beginning ?? ''),
);

/** What is counted: the plural form is chosen by the number. */
const counted = new Set(
  [...textsOf('en')]
    .filter(([key, text]) => pluralForm.test(key) && text.includes('{{count}}'))
    .map(([key]) => withoutPlural(key)),
);

describe('the texts of the console', () => {
  test('every language has the same keys', () => {
    for (const language of languages) {
      expect([...keysOf(language)].sort(), language).toEqual([...keysOf('en')].sort());
    }
  });

  test('each language has the plural forms that it has, and no others', () => {
    const wrong = languages.flatMap((language) => {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const said = [...textsOf(language).keys()].filter((key) => counted.has(withoutPlural(key)));
      const due = [...counted].flatMap((base) => forms.map((form) => `${base}_${form}`));
      return [
        ...said.filter((key) => !due.includes(key)).map((key) => `${language}: ${key} is never said`),
        ...due.filter((key) => !said.includes(key)).map((key) => `${language}: ${key} is missing`),
      ];
    });
    expect(wrong).toEqual([]);
  });

  test('no key is unused', () => {
    expect([...keysOf('en')].filter((key) => !written.has(key) && !made.has(key))).toEqual([]);
  });

  test('every key that the sources ask for is there, also those that end with a code', () => {
    const known = keysOf('en');
    expect([...calledFor, ...made].filter((key) => !known.has(key))).toEqual([]);
    const unentered = [...beginnings].filter(
      (beginning) => !(beginning in keyFamilies) && [...known].some((key) => key.startsWith(beginning)),
    );
    expect(unentered, 'not in test/support/key-families.ts').toEqual([]);
  });

  test('every kind of entry has words of its own, or speaks in those of a person', () => {
    const speaking = ['message.posted', 'note.written', 'alert.raised'];
    const silent = Object.keys(entryPayloads).filter(
      (kind) => !speaking.includes(kind) && ![...keysOf('en')].some((key) => key.startsWith(`entry.${kind}`)),
    );
    expect(silent).toEqual([]);
  });

  test('no text is empty, and each says the same values in every language', () => {
    for (const [language, texts] of locales) {
      for (const [key, text] of texts) {
        expect(text.trim(), `${language} ${key}`).not.toBe('');
        expect(placeholders(text), `${language} ${key}`).toEqual(placeholders(english(key)));
      }
    }
  });

  test('nothing is left in English', () => {
    const left = languages
      .filter((language) => language !== 'en')
      .flatMap((language) =>
        [...textsOf(language)]
          .filter(([key, text]) => text === english(key) && /\p{L}/u.test(text.replace(/{{\w+}}/g, '')))
          .map(([key, text]) => `${language} ${key}: ${text}`),
      );
    expect(left).toEqual([]);
  });

  test('each language is written in its own script, with Latin letters only for names and codes', () => {
    const strange = languages.flatMap((language) =>
      [...textsOf(language)].flatMap(([key, text]) => {
        const said = text.replace(/{{\w+}}/g, '');
        if (!/\p{L}/u.test(said)) return [];
        const own = scripts[language];
        const foreign = [...said].filter((sign) => /\p{L}|\p{M}/u.test(sign) && !own.allowed.test(sign));
        if (own.needed.test(said) && foreign.length === 0) return [];
        return [`${language} ${key}: ${text}`];
      }),
    );
    expect(strange).toEqual([]);
  });
});
