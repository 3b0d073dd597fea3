// Runs a piece of work at most once at a time and once more after: a thousand calls at once make two runs.

/** `run` asks for a run that begins after this call; `settled` resolves when none runs or waits. */
export interface Coalesced {
  run(): void;
  settled(): Promise<void>;
}

/** Wraps `work`. An error is handed to `onError` and stops nothing. */
export function coalesce(work: () => Promise<unknown>, onError: (error: unknown) => void): Coalesced {
  let current: Promise<void> | null = null;
  let isWanted = false;
  const loop = async () => {
    while (isWanted) {
      isWanted = false;
      await work().catch(onError);
    }
    current = null;
  };
  return {
    run: () => {
      isWanted = true;
      current ??= loop();
    },
    settled: async () => {
      await current;
    },
  };
}
