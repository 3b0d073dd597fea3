/** Text as it is compared when somebody types to find it: small letters, no Vietnamese accents. */

const accents = /[\u0300-\u036f]/g;

export function fold(text: string): string {
  return text.normalize('NFKD').replace(accents, '').toLowerCase().replaceAll('đ', 'd');
}

/** Whether every word that was typed stands somewhere in `text`. */
export function matches(text: string, typed: string): boolean {
  const folded = fold(text);
  return fold(typed)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}
