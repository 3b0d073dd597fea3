// No box glyphs: every character that the console and the phrase book write is drawn by a face that comes with them.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { categoryTree } from '../../shared/nouns/category.ts';
import { phraseBooks } from '../../shared/phrasebook/words.ts';
import { type Language, languages, ownNames } from '../../shared/text.ts';
import { bundledFaces, chineseFamily, nameFamily } from '../support/bundled-glyphs.ts';
import { flat } from '../support/texts.ts';

const consoleFolder = resolve(import.meta.dirname, '../../client/console');
const faces = bundledFaces();
const charactersOf = (families: readonly string[]) =>
  new Set(families.flatMap((family) => [...(faces.get(family) ?? [])]));
const always = [...faces.keys()].filter((family) => family !== chineseFamily && family !== nameFamily);
const withoutChinese = charactersOf(always);
const withChinese = charactersOf([...always, chineseFamily]);
const drawnIn = (language: Language) => (language === 'zh' ? withChinese : withoutChinese);

/** What of `text` would be a box where the machine has no face of its own. */
function boxes(text: string, drawn: ReadonlySet<number>): string[] {
  return [...new Set(text)].filter((sign) => sign >= ' ' && !drawn.has(sign.codePointAt(0) ?? 0));
}

const written = (language: Language) => [
  ...flat(JSON.parse(readFileSync(join(consoleFolder, 'locales', `${language}.json`), 'utf8'))),
  ...flat(phraseBooks[language]),
  ...categoryTree
    .flatMap(({ name, categories }) => [name, ...categories.map((one) => one.name)])
    .flatMap((name) => (name[language] ? [['category', name[language]] as const] : [])),
];

describe('the bundled faces', () => {
  test.each(languages)('draw every character of the texts and phrases in %s', (language) => {
    const missing = written(language).flatMap(([key, text]) =>
      boxes(text, drawnIn(language)).map((sign) => `${key}: ${sign} U+${sign.codePointAt(0)?.toString(16)}`),
    );
    expect(missing).toEqual([]);
  });

  test('draw every sign that screens and styles write themselves', () => {
    const comments = /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g;
    const sources = readdirSync(consoleFolder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(tsx?|css)$/.test(file) && !file.startsWith('dist'))
      .map((file) => [file, readFileSync(join(consoleFolder, file), 'utf8').replace(comments, '')] as const);
    const missing = sources.flatMap(([file, text]) =>
      boxes(text, withoutChinese).map((sign) => `${file}: ${sign}`),
    );
    expect(missing).toEqual([]);
  });

  test('draw each language by its own name before the Chinese face is there', () => {
    const named = charactersOf([...always, nameFamily]);
    expect(languages.filter((language) => boxes(ownNames[language], named).length > 0)).toEqual([]);
  });

  test('are all named by the one face of the page, the Chinese one after those of the system', () => {
    const tokens = readFileSync(join(consoleFolder, 'styles/tokens.css'), 'utf8');
    const stack = /--face:([^;]+);/
      .exec(tokens)?.[1]
      ?.split(',')
      .map((name) => name.trim().replaceAll('"', ''));
    expect(stack?.filter((name) => faces.has(name))).toEqual([...always, chineseFamily]);
    expect(stack?.indexOf(chineseFamily)).toBeGreaterThan(stack?.indexOf('Microsoft YaHei') ?? Infinity);
  });

  test('hold what their ranges promise, and nothing is said to be drawn that is not', () => {
    expect(withoutChinese.has('ខ'.codePointAt(0) ?? 0)).toBe(true);
    expect(withoutChinese.has('ລ'.codePointAt(0) ?? 0)).toBe(true);
    expect(boxes('ạ ữ → ▲', withoutChinese)).toEqual([]);
    expect(boxes('值班 ა', withoutChinese)).toEqual(['值', '班', 'ა']);
    expect(boxes('值班 ა', withChinese)).toEqual(['ა']);
  });
});
