/**
 * The words of a setting's form: kept on this device until they are saved or discarded. Laid over what is recorded field
 * by field, as often as that changes, so that they undo nothing that another admin has changed since.
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
  /** Counts how often the form was filled anew from the record, for fields with a state of their own. */
  fillings: number;
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

/** What is recorded, as far as this form knows: what it has sent stands there before the record is read again. */
function useRecorded<T>(recorded: T) {
  const [sent, setSent] = useState<{ over: T; values: T } | null>(null);
  const isRead = sent !== null && !same(sent.over, recorded);
  // Read once: another admin may put back what stood there before.
  if (isRead) setSent(null);
  const known = sent && !isRead ? sent.values : recorded;
  const [drawn, setDrawn] = useState(known);
  const [changes, setChanges] = useState(0);
  if (!same(drawn, known)) {
    setDrawn(known);
    if (!same(known, sent?.values)) setChanges(changes + 1);
  }
  return { known, changes, hasSent: (values: T) => setSent({ over: recorded, values }) };
}

/** `name` says which form; `one` is what is being changed, or undefined where a new one is made. */
export function useSetting<T extends object>(
  name: string,
  one: { id: string } | undefined,
  shape: z.ZodType<T>,
  recorded: NoInfer<T>,
): Setting<T> {
  const { known, changes, hasSent } = useRecorded(recorded);
  const [typed, change, forget] = useKept<Typed<T>>(
    ['admin', name, ...(one ? [one.id] : [])].join('.'),
    z.object({ before: shape, now: shape }),
    { before: known, now: known },
  );
  // Of something new nothing is recorded that it could be laid over.
  const shown = (was: Typed<T>): Typed<T> => (one ? { before: known, now: laidOver(known, was) } : was);
  const { before, now } = shown(typed);
  const [discards, setDiscards] = useState(0);
  return {
    now,
    put: (more) =>
      change((was) => {
        const { before, now } = shown(was);
        return { before, now: { ...now, ...more } };
      }),
    unsaved: !same(before, now),
    saved() {
      let isAll = true;
      change((was) => {
        const since = shown(was).now;
        isAll = same(since, now);
        return { before: now, now: since };
      });
      hasSent(now);
      if (isAll) forget();
    },
    discard() {
      change(() => ({ before: known, now: known }));
      setDiscards(discards + 1);
    },
    fillings: discards + changes,
  };
}
