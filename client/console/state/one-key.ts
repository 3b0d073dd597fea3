/** What was asked for and has no reply yet is asked again under the same key, so that pressing again writes no second record. */
import { Refusal } from '../../../shared/errors.ts';
import { type Id, newId } from '../../../shared/ids.ts';

const waiting = new Map<string, Id>();

/** Does `work` under the key that belongs to `what` until a reply came: the outcome, or a refusal. */
export async function underOneKey<T>(what: readonly unknown[], work: (key: Id) => Promise<T>): Promise<T> {
  const name = JSON.stringify(what);
  const key = waiting.get(name) ?? newId();
  waiting.set(name, key);
  try {
    const reply = await work(key);
    waiting.delete(name);
    return reply;
  } catch (error) {
    if (error instanceof Refusal) waiting.delete(name);
    throw error;
  }
}
