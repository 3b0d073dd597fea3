/** Identifiers: what they look like and how one is made on any device. */
import { z } from 'zod';

/** In small letters, however it was given: ids are compared as text. */
export const id = z.uuid().toLowerCase();
export type Id = z.infer<typeof id>;

/** A short human code of a thing that people set up: `son-vi`, `thuong-phuoc`. Unique in its table. */
export const code = z
  .string()
  .min(2)
  .max(40)
  .regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/, 'lower-case letters, digits, dots and dashes');

/**
 * A new UUIDv7 (RFC 9562): the key of a command. Works in every browser of the floor, on plain HTTP too
 * (`crypto.randomUUID` does not). Never sort by it: within one millisecond it is not monotonic.
 */
export function newId(): Id {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let rest = Date.now();
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
