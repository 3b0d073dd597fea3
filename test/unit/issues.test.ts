// What is wrong with an input is told at its field, also where several shapes would have fitted.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { issuesOf } from '../../shared/issues.ts';

const shape = z.union([
  z.strictObject({ text: z.string(), lang: z.enum(['vi', 'en']), marker: z.string() }),
  z.strictObject({ phrase: z.strictObject({ code: z.string(), count: z.int() }) }),
]);

function told(schema: z.ZodType, input: unknown): string[] {
  const parsed = schema.safeParse(input);
  return parsed.success ? [] : issuesOf(parsed.error).map(({ path }) => path.join('.'));
}

describe('The issues of an input', () => {
  it('are those of the shape that was meant', () => {
    expect(told(shape, { text: 'x', lang: 'fr', marker: 'm' })).toEqual(['lang']);
    expect(told(shape, { phrase: { code: 'x', count: 'many' } })).toEqual(['phrase.count']);
    expect(told(shape, { phrase: { code: 1, count: 'many' } })).toEqual(['phrase.code', 'phrase.count']);
  });

  it('keep the way to where the shapes stand', () => {
    const within = z.strictObject({ said: shape });
    expect(told(within, { said: { phrase: { code: 'x' } } })).toEqual(['said.phrase.count']);
  });

  it('stay as they are where nothing could have fitted otherwise', () => {
    expect(told(z.strictObject({ a: z.string() }), { a: 1, b: 2 })).toEqual(['a', '']);
    expect(told(shape, null)).not.toEqual([]);
  });
});
