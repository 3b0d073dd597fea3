// Notices a loop that fails again and again without a pause, also one that lets nothing else run meanwhile.

const WINDOW_MS = 1_000;
const MOST_IN_A_WINDOW = 100;

/**
 * Answers a function to call at each failure. `onFirst` hears of the first failure in a second; `onSpin` is called
 * at the hundredth, from within the loop, to break it.
 */
export function guardAgainstSpin(
  onFirst: (error: Error) => void,
  onSpin: () => void,
): (error: Error) => void {
  let failures = 0;
  return (error) => {
    failures += 1;
    if (failures === 1) {
      onFirst(error);
      // A loop that starves the timers never resets the count, which is how it gives itself away.
      setTimeout(() => {
        failures = 0;
      }, WINDOW_MS).unref();
    }
    if (failures === MOST_IN_A_WINDOW) onSpin();
  };
}
