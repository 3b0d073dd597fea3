/** What is written to a terminal: nothing in it may move the cursor, change colours or reverse the reading direction. */

/** C0 and C1 controls (terminal escapes), direction overrides, and the byte order mark; line breaks and tabs too. */
const deceiving = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]/gu;
const escaped = (character: string) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

/** Text of a person on one line, with what could deceive shown as `\u001b`. */
export function oneLine(text: string): string {
  return text
    .replace(/\s*\n\s*/g, ' ⏎ ')
    .replace(/\t/g, ' ')
    .replace(deceiving, escaped);
}

/** Text of a person over several lines, each begun with `indent`. */
export function paragraph(text: string, indent = ''): string {
  return text
    .split('\n')
    .map((line) => `${indent}${line.replace(/\t/g, '  ').replace(deceiving, escaped)}`)
    .join('\n');
}

/** A JSON document on one line. JSON escapes only C0; the rest is legal in it and not in a terminal. */
export function jsonLine(document: unknown): string {
  return JSON.stringify(document).replace(deceiving, escaped);
}

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/** How many columns a terminal gives a text: none to combining marks, two to Chinese. */
export function columns(text: string): number {
  let width = 0;
  for (const character of text)
    width += /\p{M}|[\u200b-\u200d]/u.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

/** Rows under heads, aligned; the last column is as long as it is. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heads, ...rows].map((row) => row.map(oneLine));
  const widths = heads.map((_, index) => Math.max(...lines.map((row) => columns(row[index] ?? ''))));
  return lines
    .map((row) =>
      row
        .map((cell, index) => cell + ' '.repeat(Math.max(0, (widths[index] ?? 0) - columns(cell))))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Names and values, one a line, the values aligned. Empty values are left out. */
export function sheet(fields: readonly (readonly [string, string | null | undefined])[]): string {
  const said = fields.filter((field): field is readonly [string, string] => Boolean(field[1]));
  const width = Math.max(...said.map(([name]) => columns(name)));
  return said.map(([name, value]) => `${name.padEnd(width)}  ${oneLine(value)}`).join('\n');
}

/** An instant in the time of this device. */
export function localTime(instant: string | null): string {
  if (instant === null) return '-';
  const date = new Date(instant);
  return `${date.toLocaleDateString('sv-SE')} ${date.toLocaleTimeString('sv-SE')}`;
}

/** How far away an instant is: `in 1:05`, `0:12 ago`, in minutes and seconds. */
export function distance(instant: string, now: number): string {
  const seconds = Math.round((Date.parse(instant) - now) / 1_000);
  const away = Math.abs(seconds);
  const text = `${Math.floor(away / 60)}:${String(away % 60).padStart(2, '0')}`;
  return seconds >= 0 ? `in ${text}` : `${text} ago`;
}
