/** Text that people write: limits and the characters that could deceive a reader. */
import { z } from 'zod';

export const languages = ['vi', 'en', 'km', 'zh', 'lo'] as const;
/** The languages of the console; BCP 47 primary tags. */
export const language = z.enum(languages);
export type Language = z.infer<typeof language>;

/** Each language's name for itself, in its own script: who reads no other must find it. */
export const ownNames: Readonly<Record<Language, string>> = {
  vi: 'Tiếng Việt',
  en: 'English',
  km: 'ខ្មែរ',
  zh: '中文',
  lo: 'ລາວ',
};

/**
 * Control characters (terminal escapes, NUL) and bidirectional overrides (a text that reads otherwise than it is
 * stored: CVE-2021-42574, "Trojan Source"). New lines and tabs are allowed; U+200B to U+200D stay legal because
 * Khmer and Lao writing breaks lines and forms clusters with them. Half a surrogate pair is no character at all, and
 * the record could not hold it.
 */
const forbidden = /(?![\n\t])[\p{Cc}\p{Cs}\p{Bidi_Control}\ufeff]/u;

/** Spaces, marks of zero width and fillers show nothing: a text of them alone is an empty one that claims not to be. */
const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]/u;

const utf8 = new TextEncoder();

/** No UTF-16 unit takes more than three bytes of UTF-8, so that most texts need no counting. */
const fits = (text: string, maxBytes: number) =>
  text.length * 3 <= maxBytes || utf8.encode(text).length <= maxBytes;

/** Written text, normalised to NFC and trimmed, at most `maxBytes` bytes of UTF-8. */
export function writtenText(maxBytes: number) {
  return z
    .string()
    .max(maxBytes, `at most ${maxBytes} bytes`)
    .transform((text) => text.normalize('NFC').replace(/\r\n?/g, '\n').trim())
    .refine((text) => visible.test(text), 'must not be empty')
    .refine((text) => fits(text, maxBytes), `at most ${maxBytes} bytes`)
    .refine((text) => !forbidden.test(text), 'must not hold control or direction-override characters');
}

/** The body of a message, an alert or a note: at most 8 KiB. */
export const bodyText = writtenText(8_192);
/** A reason, an outcome, a remark: at most 1 KiB. */
export const remark = writtenText(1_024);
/** One line: a title, a name: at most 240 bytes and no line break. */
export const lineText = writtenText(240).refine(
  (text) => !/[\n\t\u2028\u2029]/.test(text),
  'must be one line',
);

/** A name in one or more languages; the first that exists in the reader's order is shown. */
export const localText = z
  .strictObject({
    vi: lineText.optional(),
    en: lineText.optional(),
    km: lineText.optional(),
    zh: lineText.optional(),
    lo: lineText.optional(),
  })
  .refine((names) => Object.keys(names).length > 0, 'needs a name in at least one language');
export type LocalText = z.infer<typeof localText>;

/** The language in which `names` are told to a reader of `reader`: his own, else English, else Vietnamese, else any. */
export function spokenLanguage(names: LocalText, reader: Language): Language {
  const order = [reader, 'en', 'vi', ...languages] as const;
  return order.find((one) => names[one] !== undefined) ?? reader;
}

/** The text of `names` for a reader of `reader`. */
export function inLanguage(names: LocalText, reader: Language): string {
  return names[spokenLanguage(names, reader)] ?? '';
}
