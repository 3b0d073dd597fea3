/** Keeps the screen of a wall display awake, where the browser can; asked for again whenever the page is shown anew. */
import { useEffect } from 'react';

export function useWakeLock(): void {
  useEffect(() => {
    let held: WakeLockSentinel | undefined;
    let left = false;
    const ask = async () => {
      // Absent over plain HTTP and in older browsers; refused when the battery is low. The wall works without it.
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      held = await navigator.wakeLock.request('screen').catch(() => undefined);
      if (left) void held?.release();
    };
    const shown = () => void ask();
    void ask();
    document.addEventListener('visibilitychange', shown);
    return () => {
      left = true;
      document.removeEventListener('visibilitychange', shown);
      void held?.release();
    };
  }, []);
}
