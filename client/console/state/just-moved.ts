/** What has just come to stand where another thing stood: a press meant for that one must not reach it. */
import { useEffect, useState } from 'react';

/** The usual limit of a double click, and more than a hand needs to stop. */
const settleMs = 500;

/** Tells of an id whether what it names has just moved. */
export type JustMoved = Pick<ReadonlySet<string>, 'has'>;

/** Of what is shown in this order now, that which stands at a place of another; nothing that has come to a free place. */
export function movedBetween(before: readonly string[], now: readonly string[]): readonly string[] {
  return now.filter((id, at) => before[at] !== undefined && before[at] !== id);
}

interface Seen {
  ids: readonly string[];
  /** Until when what has moved is not to be pressed, by the clock of the page. */
  until: ReadonlyMap<string, number>;
}

function after({ ids: before, until }: Seen, ids: readonly string[], now: number): Seen {
  const moved = movedBetween(before, ids).map((id) => [id, now + settleMs] as const);
  return { ids, until: new Map([...until, ...moved]) };
}

function settled({ ids, until }: Seen, now: number): Seen {
  return { ids, until: new Map([...until].filter(([, end]) => end > now)) };
}

/** Follows a list in the order in which it is shown; `has` tells, for half a second each, of what has just moved in it. */
export function useJustMoved(ids: readonly string[]): JustMoved {
  const [seen, setSeen] = useState<Seen>({ ids, until: new Map() });
  // While it is drawn, not after: no frame shows a thing at its new place that can be pressed already.
  if (ids.join() !== seen.ids.join()) setSeen(after(seen, ids, performance.now()));
  const { until } = seen;
  useEffect(() => {
    if (until.size === 0) return;
    const next = Math.min(...until.values());
    const timer = setTimeout(() => setSeen((last) => settled(last, next)), next - performance.now());
    return () => clearTimeout(timer);
  }, [until]);
  return until;
}
