/** What has just come to stand where another thing stood: a press meant for that one must not reach it. */
import { useEffect, useState } from 'react';

/** The usual limit of a double click, and more than a hand needs to stop. */
const settleMs = 500;

const none: ReadonlySet<string> = new Set();

/** Of what is shown in this order now, that which stands at a place of another; nothing that has come to a free place. */
export function movedBetween(before: readonly string[], now: readonly string[]): ReadonlySet<string> {
  return new Set(now.filter((id, at) => before[at] !== undefined && before[at] !== id));
}

/** Follows a list in the order in which it is shown; answers, for half a second each, what has just moved in it. */
export function useJustMoved(ids: readonly string[]): ReadonlySet<string> {
  const [seen, setSeen] = useState({ ids, moved: none });
  const { moved } = seen;
  // While it is drawn, not after: no frame shows a thing at its new place that can be pressed already.
  if (ids.join() !== seen.ids.join()) setSeen({ ids, moved: movedBetween(seen.ids, ids) });
  useEffect(() => {
    if (moved.size === 0) return;
    const timer = setTimeout(() => setSeen((last) => ({ ...last, moved: none })), settleMs);
    return () => clearTimeout(timer);
  }, [moved]);
  return moved;
}
