/** Keys that belong to an input method: the Enter that ends a composition is no Enter of the officer's. */
import type { KeyboardEvent } from 'react';

/** Safari and some input methods tell it only by the old key code 229. */
export function endsComposition({ nativeEvent }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === 229;
}
