/** Short words about what was just done, said once to eyes and to screen readers. */
import { createStore } from 'zustand/vanilla';
import { second } from '../../../shared/time.ts';

export interface Notice {
  id: number;
  text: string;
}

export const notices = createStore<{ shown: readonly Notice[] }>(() => ({ shown: [] }));

let last = 0;

export function dismiss(id: number): void {
  notices.setState(({ shown }) => ({ shown: shown.filter((notice) => notice.id !== id) }));
}

export function tell(text: string): void {
  last += 1;
  const id = last;
  notices.setState(({ shown }) => ({ shown: [...shown.slice(-1), { id, text }] }));
  setTimeout(() => dismiss(id), 6 * second);
}
