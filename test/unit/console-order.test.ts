// Names in the order of the reader's dictionary, in languages that browsers do not know.
import { describe, expect, test } from 'vitest';
import { inOrder } from '../../client/console/state/order.ts';
import type { Language } from '../../shared/text.ts';

const sorted = (language: Language, ...names: string[]) => inOrder(names, language, (name) => name);

describe('the order of names', () => {
  test('puts a Lao vowel that stands before its consonant after it', () => {
    expect(sorted('lo', 'ຂຽນ', 'ແກ້ວ', 'ເຂດ', 'ກອງ', 'ໄກ')).toEqual(['ກອງ', 'ແກ້ວ', 'ໄກ', 'ຂຽນ', 'ເຂດ']);
  });

  test('follows the Khmer consonants', () => {
    expect(sorted('km', 'ភ្នំ', 'ខេត្ត', 'ក្រុង', 'កណ្តាល')).toEqual(['កណ្តាល', 'ក្រុង', 'ខេត្ត', 'ភ្នំ']);
  });

  test('puts Đ after D in Vietnamese, and Chinese by its sound', () => {
    expect(sorted('vi', 'Đồn', 'Dân', 'Ánh', 'An')).toEqual(['An', 'Ánh', 'Dân', 'Đồn']);
    expect(sorted('zh', '天保', '水口', '龙邦')).toEqual(['龙邦', '水口', '天保']);
  });

  test('reads numbers as numbers', () => {
    expect(sorted('vi', 'Mốc 100', 'Mốc 20', 'Mốc 3')).toEqual(['Mốc 3', 'Mốc 20', 'Mốc 100']);
  });
});
