// What the schemas find wrong with a field is said in the reader's language: every sentence of theirs has one there.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { problemsFromServer } from '../../client/console/state/problem.ts';
import { contracts } from '../../shared/commands.ts';
import { slotSchemas } from '../../shared/phrasebook/slots.ts';
import { type Language, languages } from '../../shared/text.ts';
import { sentencesOf } from '../support/schema-sentences.ts';

/** Said to programs alone: no field of the console asks for it. */
const toPrograms = ['give afterSeq or beforeSeq'];
const sentences = sentencesOf(
  ...Object.values(contracts).map(({ input }) => input),
  ...Object.values(slotSchemas),
).filter((sentence) => !toPrograms.includes(sentence));
const localeOf = (language: Language) =>
  JSON.parse(
    readFileSync(resolve(import.meta.dirname, `../../client/console/locales/${language}.json`), 'utf8'),
  );
const speech = i18next.createInstance();

const said = (language: Language, problem: string) =>
  problemsFromServer(speech.getFixedT(language) as TFunction<'console'>, [{ path: 'field', problem }])[0]
    ?.text;

describe('what a schema finds wrong', () => {
  beforeAll(() =>
    speech.init({
      defaultNS: 'console',
      interpolation: { escapeValue: false },
      resources: Object.fromEntries(languages.map((one) => [one, { console: localeOf(one) }])),
    }),
  );

  test('is known: the sentences of every command and query', () => {
    expect(sentences).toContain('must be one line');
    expect(sentences).toContain('at most 8192 bytes');
    expect(sentences.length).toBeGreaterThan(8);
  });

  test.each(languages)('is said in %s', (language) => {
    const wrong = said(language, 'a sentence that no schema has');
    const unsaid = sentences.filter((sentence) =>
      [wrong, sentence, undefined].includes(said(language, sentence)),
    );
    expect(unsaid).toEqual([]);
  });
});
