/** Finds phrases by what an officer types, in any of the five languages, with or without accents and tone marks. */
import { type Language, languages } from '../text.ts';
import { type PhraseCode, phrases } from './phrases.ts';
import { placeholder } from './sentence.ts';
import { phraseBooks } from './words.ts';

export interface FoundPhrase {
  code: PhraseCode;
  /** The language in which the words were found. */
  language: Language;
}

interface Searchable {
  code: PhraseCode;
  language: Language;
  /** As written, in small letters: tells `cháy` (fire) from `chạy` (run) when the accents were typed. */
  written: string;
  text: string;
  /** Search words, group, code. */
  words: string;
  /** Names of the values that its slots may take: boats, women, bad weather. */
  values: string;
}

/** Latin accents, Lao tone marks and the zero-width joints of Khmer and Lao do not count; `ໝ` is `ຫມ`. */
const ignored = /[\u0300-\u036f\u0ec8-\u0ecc\u200b-\u200d]/g;
const small = (text: string) => text.normalize('NFC').toLowerCase();
const fold = (text: string) => small(text).normalize('NFKD').replace(ignored, '').replaceAll('đ', 'd');

/** Scripts that put no space between words: a word may start anywhere. */
const unspaced = /[\p{Script=Han}\p{Script=Khmer}\p{Script=Lao}]/u;

const indexes = new Map<Language, readonly Searchable[]>();

function indexOf(language: Language): readonly Searchable[] {
  const known = indexes.get(language);
  if (known) return known;
  const { phrases: texts, groups, values } = phraseBooks[language];
  const names = {
    personCategory: Object.values(values.personCategory).map(({ name }) => name),
    vehicle: Object.values(values.vehicle).map(({ name }) => name),
    means: Object.values(values.means),
    reason: Object.values(values.reason),
  };
  const index = phrases.map(({ code, group, slots }): Searchable => {
    const { text, search = [] } = texts[code];
    const kinds: readonly string[] = Object.values(slots);
    const plain = text.replace(placeholder, '…');
    return {
      code,
      language,
      written: small([plain, ...search].join(' · ')),
      text: fold(plain),
      words: fold([...search, groups[group], code.replace(/[._]/g, ' ')].join(' · ')),
      values: fold(
        Object.entries(names)
          .flatMap(([kind, all]) => (kinds.includes(kind) ? all : []))
          .join(' · '),
      ),
    };
  });
  indexes.set(language, index);
  return index;
}

const inWord = /[\p{L}\p{M}\p{N}]/u;
const khmerSubscript = '\u17d2';

/** 0 not there, 1 within a word, 2 a word may start so, 3 a whole word. */
function depth(part: string, whole: string): number {
  const anywhere = unspaced.test(part);
  let best = 0;
  for (let at = whole.indexOf(part); at >= 0 && best < 3; at = whole.indexOf(part, at + 1)) {
    const before = whole[at - 1] ?? ' ';
    const after = whole[at + part.length] ?? ' ';
    const starts = !inWord.test(before);
    const cut = anywhere ? before === khmerSubscript || /\p{M}/u.test(after) : !starts;
    if (!cut) best = Math.max(best, starts && !inWord.test(after) ? 3 : 2);
    else if (anywhere || part.length > 3) best = Math.max(best, 1);
  }
  return best;
}

/** Words typed together in a script without spaces stand apart in the text: the share of their pairs that is there. */
function pairs(part: string, whole: string): number {
  const signs = [...part];
  const all = signs.slice(1).map((sign, index) => `${signs[index]}${sign}`);
  const share = all.filter((pair) => whole.includes(pair)).length / all.length;
  return all.length > 1 && share > 0.65 ? share : 0;
}

function scoreOf(part: string, typed: string, item: Searchable): number {
  const inText = depth(part, item.text);
  const inWords = depth(part, item.words);
  const score = Math.max(3 * inText, 2 * inWords, depth(part, item.values));
  const asTyped = depth(typed, item.written);
  if (score > 0) return score + (asTyped > 0 && asTyped >= Math.max(inText, inWords) ? 3 : 0);
  return unspaced.test(part) ? 3 * Math.max(pairs(part, item.text), pairs(part, item.words)) : 0;
}

/** The phrases that hold at least half of the words typed, best first; numbers typed are values of slots and do not count. */
export function findPhrases(typed: string, language: Language | 'any', limit: number): FoundPhrase[] {
  const parts = small(typed)
    .split(/[^\p{L}\p{M}\p{N}\u200b-\u200d]+/u)
    .filter((part) => /\p{L}/u.test(part))
    .slice(0, 20)
    .map((part) => ({ part: fold(part), typed: part }));
  if (parts.length === 0) return [];
  const whole = parts.map(({ part }) => part).join(' ');
  const best = new Map<PhraseCode, { found: FoundPhrase; score: number; at: number }>();
  for (const item of (language === 'any' ? languages : [language]).flatMap(indexOf)) {
    const scores = parts.map(({ part, typed: given }) => scoreOf(part, given, item));
    const matched = scores.filter((score) => score > 0).length / parts.length;
    const score =
      scores.reduce((sum, one) => sum + one, 0) * matched +
      (parts.length > 1 && depth(whole, item.text) ? 6 : 0);
    if (matched < 0.5 || score <= (best.get(item.code)?.score ?? 0)) continue;
    const { code } = item;
    const at = item.text.indexOf(parts[0]?.part ?? '');
    best.set(code, { found: { code, language: item.language }, score, at: at < 0 ? item.text.length : at });
  }
  // Among equals the phrase that comes to the point sooner; then the order of the book.
  return [...best.values()]
    .sort((one, other) => other.score - one.score || one.at - other.at)
    .slice(0, limit)
    .map(({ found }) => found);
}
