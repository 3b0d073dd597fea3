/** Says in the reader's language what the shared schema finds wrong with a field. */
import type { TFunction } from 'i18next';
import type { z } from 'zod';

export interface Problem {
  /** `place.latitude` */
  path: string;
  text: string;
}

type T = TFunction<'console'>;

/** Whether what is wrong at `path` is told by the field at `field`: it is that field, or a part of it. */
export function covers(field: string, path: string): boolean {
  return path === field || path.startsWith(`${field}.`);
}

export function problemAt(problems: readonly Problem[], field: string): string | undefined {
  return problems.find(({ path }) => covers(field, path))?.text;
}

/** The schema's own sentences, as they also come back from the server. */
function sentence(t: T, message: string): string | null {
  const bytes = /^at most (\d+) bytes$/.exec(message)?.[1];
  if (bytes) return t('problem.too_long', { count: Number(bytes) });
  const words = /^at most (\d+) words$/.exec(message)?.[1];
  if (words) return t('problem.words', { count: Number(words) });
  const characters = /^at most (\d+) characters$/.exec(message)?.[1];
  if (characters) return t('problem.most_characters', { count: Number(characters) });
  switch (message) {
    case 'must not be empty':
    case 'needs a text':
    case 'latitude and longitude go together':
      return t('problem.required');
    case 'must be one line':
      return t('problem.one_line');
    case 'must not hold control or direction-override characters':
      return t('problem.characters');
    case 'lower-case letters, digits, dots and dashes':
      return t('problem.code');
    case 'needs a name in at least one language':
      return t('problem.name');
    case 'must be an IANA time zone':
      return t('problem.zone');
    case 'must change something':
      return t('problem.nothing_changed');
    case 'does not cross a border':
      return t('problem.one_side');
    case 'adjacent ends belong to one organisation':
      return t('problem.two_sides');
    case 'cannot change':
      return t('problem.fixed');
    case 'the number of an incident':
      return t('problem.incident_number');
    case 'must not lie before 1970':
    case 'there is no year 0':
      return t('problem.year');
    default:
      return null;
  }
}

function byCode(t: T, issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'number' || issue.origin === 'int')
        return t('problem.at_least', { value: String(issue.minimum) });
      if (issue.origin === 'array') return t('problem.choose_more', { count: Number(issue.minimum) });
      return issue.minimum === 1
        ? t('problem.required')
        : t('problem.too_short', { count: Number(issue.minimum) });
    case 'too_big':
      return issue.origin === 'string'
        ? t('problem.too_long', { count: Number(issue.maximum) })
        : t('problem.at_most', { value: String(issue.maximum) });
    case 'invalid_type':
      return t('problem.required');
    case 'invalid_format':
      return issue.format === 'datetime' || issue.format === 'date' ? t('problem.time') : t('problem.wrong');
    default:
      return t('problem.wrong');
  }
}

/** Whether the field at `path` was left empty: then that is the problem, whatever the schema says next. */
function isEmpty(input: unknown, path: readonly PropertyKey[]): boolean {
  const value = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    input,
  );
  return value === '';
}

export function problemsOf(t: T, issues: readonly z.core.$ZodIssue[], input: unknown): Problem[] {
  return issues.map((issue) => ({
    path: issue.path.join('.'),
    text: isEmpty(input, issue.path)
      ? t('problem.required')
      : (sentence(t, issue.message) ?? byCode(t, issue)),
  }));
}

/** The server found what the form did not. */
export function problemsFromServer(t: T, issues: readonly { path: string; problem: string }[]): Problem[] {
  return issues.map(({ path, problem }) => ({ path, text: sentence(t, problem) ?? t('problem.wrong') }));
}
