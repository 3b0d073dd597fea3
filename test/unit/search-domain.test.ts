// How much is looked through to show where words were found.
import { expect, it } from 'vitest';
import { finderOf } from '../../server/search/domain.ts';
import { searchTerms } from '../../shared/search-form.ts';

it('Terms are marked wherever they stand in a text, until so much was looked through for one answer', () => {
  const find = finderOf(searchTerms('needle'));
  const text = `${'word '.repeat(1_600)}needle`;
  const counts = Array.from({ length: 30 }, () => find(text).count);
  expect(counts).toEqual(Array.from({ length: 30 }, (_, index) => Number(index < 24)));
  expect(find('needle')).toEqual({ count: 0, spans: [] });
});
