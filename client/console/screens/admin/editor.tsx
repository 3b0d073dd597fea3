/**
 * The frame of an admin screen: a list to choose from, and beside it the form of what was chosen. What was just created
 * is chosen before the list holds it; until then its form stays as it was typed.
 */
import { Fragment, type ReactNode, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Answered } from '../../parts/states.tsx';
import type { LiveQuery } from '../../state/live-query.ts';

interface EditorRow {
  id: string;
  name: string;
  more: string;
  depth?: number;
}

interface Props<T extends { id: string }> {
  query: LiveQuery<readonly T[]>;
  title: string;
  newWord: string;
  rows: (all: readonly T[]) => readonly EditorRow[];
  /** Undefined where a new one is made. */
  form: (one: T | undefined, all: readonly T[], choose: (id: string) => void) => ReactNode;
}

export function Editor<T extends { id: string }>({ query, title, newWord, rows, form }: Props<T>) {
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Answered query={query}>
      {(all) => {
        const one = all.find(({ id }) => id === chosen);
        return (
          <section className="editor" aria-label={title}>
            <div className="editor-list">
              <Button onPress={() => setChosen(null)}>{newWord}</Button>
              <ul>
                {rows(all).map(({ id, name, more, depth = 0 }) => (
                  <li key={id} className={`editor-depth-${Math.min(depth, 3)}`}>
                    <button
                      type="button"
                      className="editor-item"
                      aria-pressed={id === chosen}
                      onClick={() => setChosen(id)}
                    >
                      <strong>{name}</strong>
                      <span className="small muted">{more}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </div>
            <div className="editor-form">
              <Fragment key={one?.id ?? 'new'}>{form(one, all, setChosen)}</Fragment>
            </div>
          </section>
        );
      }}
    </Answered>
  );
}
