/**
 * The frame of an admin screen: a list to choose from, and beside it the form of what was chosen. What was just created
 * is chosen before the list holds it; until then its form stays as it was typed.
 */
import type { ReactNode } from 'react';
import { Button } from '../../parts/button.tsx';

interface Props {
  title: string;
  newWord: string;
  onNew: () => void;
  list: ReactNode;
  form: ReactNode;
}

export function Editor({ title, newWord, onNew, list, form }: Props) {
  return (
    <section className="editor" aria-label={title}>
      <div className="editor-list">
        <Button onPress={onNew}>{newWord}</Button>
        {list}
      </div>
      <div className="editor-form">{form}</div>
    </section>
  );
}

interface ItemProps {
  chosen: boolean;
  onChoose: () => void;
  name: ReactNode;
  more: ReactNode;
  depth?: number;
}

export function EditorItem({ chosen, onChoose, name, more, depth = 0 }: ItemProps) {
  return (
    <li className={`editor-depth-${Math.min(depth, 3)}`}>
      <button type="button" className="editor-item" aria-pressed={chosen} onClick={onChoose}>
        <strong>{name}</strong>
        <span className="small muted">{more}</span>
      </button>
    </li>
  );
}
