// The sentences that a schema and everything inside it may find wrong with an input.
import type { z } from 'zod';

/** Schemas hide what they are made of below `_zod.def`, under many names: whatever looks like one is looked into. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function collect(part: unknown, found: Set<string>, seen: Set<unknown>): void {
  if (!isRecord(part) || seen.has(part)) return;
  seen.add(part);
  const inside = part._zod;
  if (isRecord(inside) && isRecord(inside.def)) {
    const { error } = inside.def;
    const said: unknown = typeof error === 'function' ? error({}) : undefined;
    if (typeof said === 'string') found.add(said);
    collect(inside.def, found, seen);
    return;
  }
  for (const value of Object.values(part)) collect(value, found, seen);
}

export function sentencesOf(...schemas: readonly z.ZodType[]): string[] {
  const found = new Set<string>();
  collect([...schemas], found, new Set());
  return [...found].sort();
}
