// Texts in five languages: walks a locale file, and knows in which script each language is written.
import type { Language } from '../../shared/text.ts';

/** Every text below `value` with its dotted key. */
export function flat(value: unknown, key = ''): [string, string][] {
  if (typeof value === 'string') return [[key, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) => flat(below, key ? `${key}.${name}` : name));
}

interface Writing {
  /** Without one of these it is not written in the language. */
  needed: RegExp;
  /** No letter or mark but these. */
  allowed: RegExp;
}

const latin = /\p{Script=Latin}/u;

export const scripts: Readonly<Record<Language, Writing>> = {
  vi: { needed: latin, allowed: latin },
  en: { needed: latin, allowed: latin },
  km: { needed: /\p{Script=Khmer}/u, allowed: /[\p{Script=Khmer}\p{Script=Latin}]/u },
  zh: { needed: /\p{Script=Han}/u, allowed: /[\p{Script=Han}\p{Script=Latin}]/u },
  lo: { needed: /\p{Script=Lao}/u, allowed: /[\p{Script=Lao}\p{Script=Latin}]/u },
};
