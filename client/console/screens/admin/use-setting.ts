/**
 * The words of a setting's form: kept on this device until they are saved or discarded. Laid over what is recorded field
 * by field, so that they undo nothing that another admin has changed since.
 */
import { useState } from 'react';
import { z } from 'zod';
import { language } from '../../../../shared/text.ts';
import { useKept } from '../../state/kept.ts';

/** As a form has them: a language may be left empty. */
export const nameShape = z.partialRecord(language, z.string().optional());

export interface Setting<T> {
  now: T;
  put(changes: Partial<T>): void;
  /** Whether something is typed that is not saved. */
  unsaved: boolean;
  /** What stood here when the form was sent is on the record; what was typed since is not. */
  saved(): void;
  /** Back to what is recorded. */
  discard(): void;
  /** Counts the discards, for fields with a state of their own. */
  discards: number;
}

interface Typed<T> {
  /** What was recorded when it was typed. */
  before: T;
  now: T;
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** `now` over what is recorded by now. A field that another has changed in the meantime stands as he left it. */
function laidOver<T extends object>(recorded: T, { before, now }: Typed<T>): T {
  const of = (values: T, field: string) => (values as Record<string, unknown>)[field];
  const isMine = (field: string) =>
    !same(of(now, field), of(before, field)) && same(of(before, field), of(recorded, field));
  // A name that was taken away is in `before` alone.
  const mine = Object.keys({ ...before, ...now }).filter(isMine);
  return { ...recorded, ...Object.fromEntries(mine.map((field) => [field, of(now, field)])) };
}

/** `name` says which form; `one` is what is being changed, or undefined where a new one is made. */
export function useSetting<T extends object>(
  name: string,
  one: { id: string } | undefined,
  shape: z.ZodType<T>,
  recorded: NoInfer<T>,
): Setting<T> {
  const kept = z.object({ before: shape, now: shape });
  const [{ before, now }, change, forget] = useKept<Typed<T>>(
    ['admin', name, ...(one ? [one.id] : [])].join('.'),
    one ? kept.transform((typed) => ({ before: recorded, now: laidOver(recorded, typed) })) : kept,
    { before: recorded, now: recorded },
  );
  const [discards, setDiscards] = useState(0);
  return {
    now,
    put: (changes) => change((typed) => ({ ...typed, now: { ...typed.now, ...changes } })),
    unsaved: !same(before, now),
    saved() {
      let isAll = true;
      change((typed) => {
        isAll = same(typed.now, now);
        return { before: now, now: typed.now };
      });
      if (isAll) forget();
    },
    discard() {
      change(() => ({ before: recorded, now: recorded }));
      setDiscards((count) => count + 1);
    },
    discards,
  };
}
