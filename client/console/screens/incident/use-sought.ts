/** Finds the entry that a reader came for: older pages are loaded until it is held, then it is brought into view once. */
import { useEffect, useRef } from 'react';
import type { Entry } from '../../../../shared/entry.ts';
import type { ChannelLog } from '../../../sdk/channel-log.ts';
import { type Failure, failureOf } from '../../state/failure.ts';

interface Sought {
  log: ChannelLog;
  entries: readonly Entry[];
  seq: number | undefined;
  toRow: (index: number) => void;
  onFailure: (failure: Failure) => void;
}

const mostAtOnce = 500;
/** Lines shown before the one that was sought. */
const before = 20;

/** Answers whether it is still being looked for: until then nothing that was loaded for it may be let go. */
export function useSought({ log, entries, seq, toRow, onFailure }: Sought): () => boolean {
  const shown = useRef<number | null>(null);
  const tell = useRef(onFailure);
  tell.current = onFailure;
  useEffect(() => {
    if (seq === undefined || shown.current === seq) return;
    const first = entries[0]?.seq;
    if (first === undefined) return;
    if (first > seq && log.hasOlder()) {
      log
        .older(Math.min(mostAtOnce, first - seq + before))
        .catch((error: unknown) => tell.current(failureOf(error)));
      return;
    }
    const index = entries.findIndex((entry) => entry.seq === seq);
    if (index < 0) return;
    // Once the rows are drawn: their heights are known only then.
    const frame = requestAnimationFrame(() => {
      shown.current = seq;
      toRow(index);
    });
    return () => cancelAnimationFrame(frame);
  }, [log, entries, seq, toRow]);
  return () => seq !== undefined && shown.current !== seq;
}
