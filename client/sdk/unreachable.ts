/** The failure that is no refusal: the server could not be reached, or did not answer in time. */
import type { Id } from '../../shared/ids.ts';

/** Nothing is known of what became of the request; sending it again with the same key is safe. */
export class Unreachable extends Error {
  /** The key of the command, once it had one: its effect may stand on the record or not. */
  readonly key: Id | undefined;

  constructor(message: string, options?: ErrorOptions & { key?: Id | undefined }) {
    super(message, options);
    this.name = 'Unreachable';
    this.key = options?.key;
  }
}
