/**
 * What is typed in a dialog and not recorded yet: kept on this device by officer, form and subject, so that neither
 * Escape nor a click elsewhere nor a lost session takes it. It goes when it is recorded, thrown away, or a week old.
 */
import { useRef, useState } from 'react';
import { z } from 'zod';
import { day } from '../../../shared/time.ts';
import { names, read, write } from './memory.ts';
import { useMe } from './reader.ts';

const longestMs = 7 * day;

const dated = z.object({ at: z.number(), typed: z.unknown() });

function keptAt(name: string): z.infer<typeof dated> | null {
  try {
    return dated.parse(JSON.parse(read(name) ?? 'null'));
  } catch {
    return null;
  }
}

/** Everybody's: who does not come back to this device leaves nothing on it for longer. */
function dropOld(): void {
  for (const name of names('draft.')) {
    if (!name.includes('.form.')) continue;
    if (Date.now() - (keptAt(name)?.at ?? 0) > longestMs) write(name, null);
  }
}

/**
 * The state of a form, as `useState` has it, with a way to forget it. `name` says form and subject, and stays the same
 * while the dialog is open; what another version kept and `shape` does not know is not shown. Without a name nothing is
 * kept.
 */
export function useKept<T>(
  name: string | null,
  shape: z.ZodType<T>,
  initial: NoInfer<T>,
): [now: T, put: (change: (now: T) => T) => void, forget: () => void] {
  const officerId = useMe().officer.id;
  const key = name === null ? null : `draft.${officerId}.form.${name}`;
  const [now, setNow] = useState(() => {
    if (key === null) return initial;
    dropOld();
    const kept = shape.safeParse(keptAt(key)?.typed);
    return kept.success ? kept.data : initial;
  });
  // A step that ends after more was typed changes what is there by then.
  const latest = useRef(now);
  const put = (change: (now: T) => T) => {
    latest.current = change(latest.current);
    setNow(() => latest.current);
    if (key === null) return;
    const typed = JSON.stringify(latest.current);
    const untouched = typed === JSON.stringify(initial);
    write(key, untouched ? null : JSON.stringify({ at: Date.now(), typed: latest.current }));
  };
  return [now, put, () => key !== null && write(key, null)];
}

/** The same for a form of one text. */
export function useKeptText(name: string): [text: string, put: (text: string) => void, forget: () => void] {
  const [text, put, forget] = useKept(name, z.string(), '');
  return [text, (next) => put(() => next), forget];
}
