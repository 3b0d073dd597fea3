/** How text is searched, whatever the language: the form of a text, the terms of a query, and where they stand. */

/**
 * A text as it is searched: small Latin letters without accents (đ is d), ASCII digits, words apart by one blank, and
 * every Chinese character a word of its own. `places[i]` is where the i-th character came from in the text.
 */
export interface SearchForm {
  form: string;
  places: readonly number[];
}

const accents = /[\u0300-\u036f]/;
const word = /[\p{L}\p{M}\p{N}]/u;
const han = /\p{Script=Han}/u;
/** Written without blanks between words: a term may begin anywhere in a run of them. */
const unspaced = /[\p{Script=Khmer}\p{Script=Lao}\p{Script=Thai}]/u;
/** Zero-width breaks stand inside Khmer and Lao words; nobody types them into a search. */
const invisible = /[\u200b-\u200d\u00ad]/;
const khmerZero = 0x17e0;
const laoZero = 0x0ed0;

function asciiDigit(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  for (const zero of [khmerZero, laoZero]) {
    if (point >= zero && point < zero + 10) return String(point - zero);
  }
  return character;
}

/** Some signs stand for whole sentences; what is longer than any word's sign stays the one sign that it is. */
const longestFold = 8;

/** What a character adds to a form; a blank is where a word ends. */
function fold(character: string): string {
  if (invisible.test(character)) return '';
  const parts = [...character.toLowerCase().normalize('NFKD')];
  return (parts.length > longestFold ? [character] : parts)
    .filter((one) => !accents.test(one))
    .map((one) => {
      if (!word.test(one)) return ' ';
      if (han.test(one)) return ` ${one} `;
      return one === 'đ' ? 'd' : asciiDigit(one);
    })
    .join('');
}

/** Texts use few different characters, and folding one is dear. */
const folds = new Map<string, string>();
const mostFolds = 20_000;

function foldOnce(character: string): string {
  const known = folds.get(character);
  if (known !== undefined) return known;
  if (folds.size >= mostFolds) folds.clear();
  const folded = fold(character);
  folds.set(character, folded);
  return folded;
}

/** Begins and ends with a blank, so that a pattern can name the beginning of a word. */
export function searchForm(text: string): SearchForm {
  let form = ' ';
  const places = [0];
  let apart = true;
  const put = (folded: string, place: number) => {
    for (let index = 0; index < folded.length; index += 1) {
      const one = folded.charAt(index);
      if (one === ' ' && apart) continue;
      apart = one === ' ';
      form += one;
      places.push(place);
    }
  };
  let place = 0;
  for (const character of text) {
    put(foldOnce(character), place);
    place += character.length;
  }
  put(' ', place);
  return { form, places };
}

/** What must stand in a form, each anywhere in it; holds neither `%` nor `_`, so it is safe within a LIKE pattern. */
export type Terms = readonly string[];

/** A term may begin inside a run of a script without blanks; else it begins where a word does. */
function termOf(form: string): string | null {
  const words = form.trim();
  if (words === '') return null;
  const [first = ''] = words;
  const [last = ''] = [...words].reverse();
  return `${unspaced.test(first) ? '' : ' '}${words}${han.test(last) ? ' ' : ''}`;
}

/**
 * The terms of a query: words apart by blanks, each found at the beginning of a word; "quoted words" together. Chinese
 * characters written together are found together.
 */
export function searchTerms(query: string): Terms {
  const terms = new Set<string>();
  for (const [, quoted, bare] of query.matchAll(/["“”«»]([^"“”«»]*)["“”«»]|([^\s"“”«»]+)/g)) {
    const term = termOf(searchForm(quoted ?? bare ?? '').form);
    if (term !== null) terms.add(term);
  }
  return [...terms];
}

export interface Span {
  from: number;
  to: number;
}

export interface Found {
  /** How many of the terms stand in the text. */
  count: number;
  /** Where, in order, not overlapping. */
  spans: Span[];
}

/** The terms that stand in `text`, and where. */
export function findTerms(text: string, terms: Terms): Found {
  const { form, places } = searchForm(text);
  const spans: Span[] = [];
  let count = 0;
  for (const term of terms) {
    const lead = term.startsWith(' ') ? 1 : 0;
    const { length } = term.trim();
    let at = form.indexOf(term);
    if (at >= 0) count += 1;
    for (; at >= 0; at = form.indexOf(term, at + lead + length)) {
      const last = places[at + lead + length - 1] ?? 0;
      const size = String.fromCodePoint(text.codePointAt(last) ?? 0).length;
      spans.push({ from: places[at + lead] ?? 0, to: last + size });
    }
  }
  return { count, spans: merged(spans.sort((one, other) => one.from - other.from || other.to - one.to)) };
}

function merged(spans: readonly Span[]): Span[] {
  const apart: Span[] = [];
  for (const span of spans) {
    const last = apart.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else apart.push({ ...span });
  }
  return apart;
}

/** The part of a long text around its first found place, with the places in it. */
export function snippetOf(
  text: string,
  spans: readonly Span[],
  length = 160,
): { text: string; spans: Span[] } {
  if (text.length <= length) return { text, spans: [...spans] };
  const first = spans[0]?.from ?? 0;
  const from = cleanBreak(text, Math.max(0, Math.min(first - Math.floor(length / 4), text.length - length)));
  const to = cleanBreak(text, Math.min(text.length, from + length));
  const lead = from > 0 ? '…' : '';
  const move = lead.length - from;
  return {
    text: `${lead}${text.slice(from, to)}${to < text.length ? '…' : ''}`,
    spans: spans
      .filter((span) => span.from >= from && span.to <= to)
      .map((span) => ({ from: span.from + move, to: span.to + move })),
  };
}

const clingsTo = (unit: string) => (unit >= '\udc00' && unit <= '\udfff') || /\p{M}/u.test(unit);

/** Never between the halves of a surrogate pair, nor before a mark that belongs to the letter in front of it. */
function cleanBreak(text: string, at: number): number {
  let place = at;
  while (place > 0 && place < text.length && clingsTo(text.charAt(place))) place -= 1;
  return place;
}
