/** The silence of this seat, shared by its tabs: whichever tab is asked for quiet, the one that sounds must hear of it. */
import { createStore } from 'zustand/vanilla';
import { silenceMs } from '../../../shared/alarm-times.ts';
import type { Silence } from './alarm-plan.ts';
import { read, write } from './memory.ts';

const name = 'silence';

function kept(): Silence | null {
  try {
    const silence: Partial<Silence> | null = JSON.parse(read(name) ?? 'null');
    return typeof silence?.until === 'number' && Array.isArray(silence.keys)
      ? { until: silence.until, keys: silence.keys.map(String) }
      : null;
  } catch {
    return null;
  }
}

export const silenceStore = createStore<{ silence: Silence | null }>(() => ({ silence: kept() }));

export function beginSilence(keys: readonly string[]): void {
  const silence = { until: Date.now() + silenceMs, keys };
  silenceStore.setState({ silence });
  write(name, JSON.stringify(silence));
}

export function endSilence(): void {
  if (!silenceStore.getState().silence) return;
  silenceStore.setState({ silence: null });
  write(name, null);
}

window.addEventListener('storage', ({ key }) => {
  if (key === null || key.endsWith(`.${name}`)) silenceStore.setState({ silence: kept() });
});
