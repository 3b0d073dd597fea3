/** Whether the screen is a phone's. */
import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 63.99rem)');

function watch(changed: () => void): () => void {
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

export function useNarrow(): boolean {
  return useSyncExternalStore(watch, () => query.matches);
}
