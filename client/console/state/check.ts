/** Checks what was typed by the shared schemas. Imported by what is fetched after the start only: they are large. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { contracts, type Name } from '../../../shared/commands.ts';
import { issuesOf } from '../../../shared/issues.ts';
import { type Problem, problemsOf } from './problem.ts';

/** What the shared schema of `name` finds wrong with `input`. */
export function check(t: TFunction<'console'>, name: Name, input: unknown): Problem[] {
  const parsed = contracts[name].input.safeParse(input);
  return parsed.success ? [] : problemsOf(t, issuesOf(parsed.error), input);
}

export function useCheck(): (name: Name, input: unknown) => Problem[] {
  const { t } = useTranslation();
  return (name, input) => check(t, name, input);
}
