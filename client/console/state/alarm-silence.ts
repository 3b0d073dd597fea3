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

function put(silence: Silence): void {
  silenceStore.setState({ silence });
  write(name, JSON.stringify(silence));
}

export function beginSilence(keys: readonly string[]): void {
  put({ until: Date.now() + silenceMs, keys });
}

export function endSilence(): void {
  if (!silenceStore.getState().silence) return;
  silenceStore.setState({ silence: null });
  write(name, null);
}

/** What is over is no longer silenced: when it comes again it is heard. The rest of the silence stands. */
export function endSilenceOf(key: string): void {
  const { silence } = silenceStore.getState();
  if (!silence?.keys.includes(key)) return;
  const keys = silence.keys.filter((one) => one !== key);
  if (keys.length > 0) put({ ...silence, keys });
  else endSilence();
}

window.addEventListener('storage', ({ key }) => {
  if (key === null || key.endsWith(`.${name}`)) silenceStore.setState({ silence: kept() });
});
