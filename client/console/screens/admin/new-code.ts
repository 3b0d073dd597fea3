// Setting a code that exists changes what has it. Who makes something new must not do that by a slip.
import { useTranslation } from 'react-i18next';

/** What is wrong with the code of something new, when another one has it already. `one` is what is being changed. */
export function useNewCode(
  one: object | undefined,
  code: string,
  known: readonly string[],
): string | undefined {
  const { t } = useTranslation();
  return one === undefined && known.includes(code.trim()) ? t('error.code_taken') : undefined;
}
