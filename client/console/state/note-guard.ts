/** Remembers that a private note was written, so that the next words to both sides are confirmed once. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { read, write } from './memory.ts';

const name = 'wrote-note';
const guard = createStore(() => ({ wroteNote: read(name) !== null }));

function set(wroteNote: boolean): void {
  guard.setState({ wroteNote });
  write(name, wroteNote ? 'yes' : null);
}

export const noteWasWritten = () => set(true);
export const sharedWasConfirmed = () => set(false);

export function useWroteNote(): boolean {
  return useStore(guard, ({ wroteNote }) => wroteNote);
}
