/** A piece of a text with what was looked for marked in it. */
import type { ReactNode } from 'react';
import type { SearchHit } from '../../../../shared/nouns/search.ts';

export function MarkedText({ text, spans }: Pick<SearchHit, 'text' | 'spans'>) {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const { from, to } of spans) {
    pieces.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  );
}
