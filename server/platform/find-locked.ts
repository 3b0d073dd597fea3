// Finds what the lock protects: looked up to learn which channels to lock, and looked up again under the lock.
import { refuse } from '../../shared/errors.ts';
import type { Unit } from './command.ts';

/**
 * Answers what `find` finds once the channels it names are locked; null when there is nothing. What was moved to
 * other channels in between is `busy`: the same command may be sent again.
 */
export async function findLocked<T>(
  unit: Unit,
  find: () => Promise<T | null>,
  channelsOf: (found: T) => readonly string[],
): Promise<T | null> {
  const before = await find();
  if (before === null) return null;
  const locked = new Set(channelsOf(before));
  await unit.lock([...locked]);
  const found = await find();
  if (found !== null && channelsOf(found).some((id) => !locked.has(id))) return refuse('busy');
  return found;
}
