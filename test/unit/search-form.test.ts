// The form in which texts are searched, and where what was found stands in the text as it was written.
import { describe, expect, it } from 'vitest';
import { findTerms, searchForm, searchTerms, snippetOf } from '../../shared/search-form.ts';

const marked = (text: string, query: string) => {
  const { spans } = findTerms(text, searchTerms(query));
  return spans.map(({ from, to }) => text.slice(from, to));
};
const everyCharacter = () =>
  Array.from({ length: 0xd800 + 0x2000 }, (_, at) => String.fromCodePoint(at < 0xd800 ? at : at + 0x800));
const holds = (text: string, query: string) => {
  const terms = searchTerms(query);
  return findTerms(text, terms).count === terms.length;
};

describe('The form in which a text is searched', () => {
  it('knows neither accents nor capitals, and takes đ for d', () => {
    expect(searchForm('Đồn Biên phòng Trà Lĩnh').form).toBe(' don bien phong tra linh ');
    expect(searchForm('ĐƯỜNG MÒN, số 741/2').form).toBe(' duong mon so 741 2 ');
  });

  it('makes a word of each Chinese character and reads digits of every language alike', () => {
    expect(searchForm('界碑741号起火').form).toBe(' 界 碑 741 号 起 火 ');
    expect(searchForm('បង្គោល ៧៤១').form).toBe(' បង្គោល 741 ');
    expect(searchForm('ຫຼັກ ໗໔໑').form).toContain(' 741 ');
    expect(searchForm('ＡＢＣ１２').form).toBe(' abc12 ');
  });

  it('does not stumble over zero-width breaks inside Khmer words', () => {
    expect(searchForm('ភ្លើង\u200bឆេះ').form).toBe(searchForm('ភ្លើងឆេះ').form);
  });

  it('is never much longer than the text: a sign that stands for a whole sentence stays one sign', () => {
    const sign = '\ufdfa';
    expect(searchForm(sign.repeat(3)).form).toBe(` ${sign.repeat(3)} `);
    expect(holds(`Thư ${sign} ngắn`, sign)).toBe(true);
    const longest = everyCharacter().map((one) => searchForm(one).form.length);
    expect(Math.max(...longest)).toBe(1 + 8 + 1);
  });

  it('is the same after any number of other characters', () => {
    const texts = ['Đồn Biên phòng Trà Lĩnh', '界碑741号起火', 'ភ្លើង\u200bឆេះ'];
    const before = texts.map(searchForm);
    for (const one of everyCharacter()) searchForm(one);
    expect(texts.map(searchForm)).toEqual(before);
  });

  it('always begins and ends with a blank, also when nothing in it can be found', () => {
    for (const text of ['', '%%%', '   ', '🚤']) expect(searchForm(text).form).toBe(' ');
  });
});

describe('The terms of a query', () => {
  it('are words from their beginning, and quoted words together', () => {
    expect(holds('Thuyền lạ trên sông', 'thuyen song')).toBe(true);
    expect(holds('Thuyền lạ trên sông', 'huyen')).toBe(false);
    expect(holds('Ma túy 20 kg', '"ma tuy"')).toBe(true);
    expect(holds('Mạnh khỏe, tuy vậy', '"ma tuy"')).toBe(false);
  });

  it('are found inside Khmer and Lao, where no blank stands between words', () => {
    expect(holds('មានភ្លើងឆេះនៅព្រំដែន', 'ភ្លើង')).toBe(true);
    expect(holds('ພົບເຫັນໄຟໄໝ້ໃກ້ຊາຍແດນ', 'ໄຟໄໝ້')).toBe(true);
  });

  it('are found as one or several Chinese characters that stand together', () => {
    expect(holds('界碑附近发生火灾', '火')).toBe(true);
    expect(holds('界碑附近发生火灾', '火灾')).toBe(true);
    expect(holds('界碑附近发生火灾', '灾火')).toBe(false);
  });

  it('hold no wildcard of the database, whatever is typed', () => {
    expect(searchTerms('%% _ \\ ""')).toEqual([]);
    for (const term of searchTerms('50%_a\\b%')) expect(term).not.toMatch(/[%_\\]/);
  });
});

describe('What was found', () => {
  it('is marked in the text as it was written', () => {
    expect(marked('Đường mòn, ĐƯỜNG sông', 'duong')).toEqual(['Đường', 'ĐƯỜNG']);
    expect(marked('界碑附近发生火灾', '火灾')).toEqual(['火灾']);
    expect(marked('🚤🚤 thuyền', 'thuyen')).toEqual(['thuyền']);
    expect(marked('Mốc ៧៤១', '741')).toEqual(['៧៤១']);
  });

  it('is shown with the words around it when the text is long, and never cut inside a letter', () => {
    const text = `${'🚤'.repeat(200)} thuyền lạ ${'sông '.repeat(100)}`;
    const snippet = snippetOf(text, findTerms(text, searchTerms('thuyen')).spans);
    expect(snippet.text.length).toBeLessThan(170);
    expect(snippet.text.isWellFormed()).toBe(true);
    expect(snippet.spans.map(({ from, to }) => snippet.text.slice(from, to))).toEqual(['thuyền']);
  });
});
