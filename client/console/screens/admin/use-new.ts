/**
 * The words of a setting's form. Of something new they are kept on this device until it is saved; of something that
 * exists they are not: kept over another admin's change they would undo it.
 */
import { z } from 'zod';
import { language } from '../../../../shared/text.ts';
import { useKept } from '../../state/kept.ts';

/** As a form has them: a language may be left empty. */
export const nameShape = z.partialRecord(language, z.string().optional());

/** `name` says which form; `one` is what is being changed, or undefined where a new one is made. */
export function useNew<T>(
  name: string,
  one: object | undefined,
  shape: z.ZodType<T>,
  initial: NoInfer<T>,
): [now: T, put: (next: T) => void, forget: () => void] {
  const [now, put, forget] = useKept(one === undefined ? `admin.${name}` : null, shape, initial);
  return [now, (next) => put(() => next), forget];
}
