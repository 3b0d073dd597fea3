// What counts as having come to stand where another thing stood.
import { expect, test } from 'vitest';
import { movedBetween } from '../../client/console/state/just-moved.ts';

const moved = (before: string, now: string) => movedBetween([...before], [...now]).join('');

test('what moves up into the place of one that left has moved, and all below it', () => {
  expect(moved('abc', 'bc')).toBe('bc');
  expect(moved('abc', 'ac')).toBe('c');
});

test('what is pushed down by a new one has moved, and so has the new one', () => {
  expect(moved('ab', 'xab')).toBe('xa');
});

test('what is the first, or comes at a free place, or stays, has not', () => {
  expect(moved('', 'a')).toBe('');
  expect(moved('ab', 'abc')).toBe('');
  expect(moved('ab', 'a')).toBe('');
});
