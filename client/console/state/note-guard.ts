/** Remembers that a private note was written, so that the next words to both sides are confirmed once. */
import { read, write } from './memory.ts';

const name = 'wrote-note';
let written = read(name) !== null;

function set(isWritten: boolean): void {
  written = isWritten;
  write(name, isWritten ? 'yes' : null);
}

export const noteWasWritten = () => set(true);
export const sharedWasConfirmed = () => set(false);

/** Asked at the moment at which words are to go. */
export const wroteNote = () => written;
