/** One reader of one channel: holds the cursor, takes what arrives, fetches what is missing, hands over each entry once. */
import { judgeArrival } from '../../shared/cursor.ts';
import type { Entry } from '../../shared/entry.ts';
import { Refusal } from '../../shared/errors.ts';
import { surface } from './observable.ts';

export interface ReaderOptions {
  /** The last seq the reader holds already; 0 to read from the start. */
  afterSeq: number;
  /** Called with runs of entries in order, without gap or duplicate. */
  onEntries(entries: readonly Entry[]): void;
  /** The channel is out of reach; nothing more will come. */
  onError(refusal: Refusal): void;
  /** Entries after a seq, and the head of the channel when they were read. */
  fetchAfter(seq: number): Promise<{ entries: readonly Entry[]; headSeq: number }>;
}

export interface Reader {
  readonly heldSeq: number;
  /** Settles when everything written before the reader began has been handed over, or it has stopped. */
  caughtUp: Promise<void>;
  /** Takes a run that was pushed. */
  take(entries: readonly Entry[]): void;
  /** Learns how far the channel goes, and fetches what is missing. */
  aim(headSeq: number): void;
  /** Asks the record, whatever was pushed or not. */
  check(): Promise<void>;
  stop(): void;
}

/** The channel does not exist for this officer (any more). */
const endsReading = new Set(['not_found', 'not_allowed', 'invalid_input']);

function isRun(entries: readonly Entry[]): boolean {
  const first = entries[0]?.seq ?? 0;
  return entries.every(({ seq }, index) => seq === first + index);
}

/** A reader that has read nothing yet: register it for pushes, then `check` it. */
export function createReader({ afterSeq, onEntries, onError, fetchAfter }: ReaderOptions): Reader {
  let held = afterSeq;
  let target = afterSeq;
  let checking: Promise<void> | null = null;
  let stopped = false;
  let settleCaughtUp: () => void = () => undefined;
  const caughtUp = new Promise<void>((resolve) => {
    settleCaughtUp = resolve;
  });

  const take = (entries: readonly Entry[]) => {
    const first = entries[0];
    const last = entries.at(-1);
    if (stopped || !first || !last) return;
    const arrival = isRun(entries) ? judgeArrival(held, first.seq, last.seq) : 'gap';
    if (arrival === 'gap') return aim(last.seq);
    if (arrival === 'duplicate') return;
    const fresh = entries.filter(({ seq }) => seq > held);
    held = last.seq;
    try {
      onEntries(fresh);
    } catch (fault) {
      surface(fault);
    }
  };

  const readOn = async () => {
    do {
      const asked = held;
      const { entries, headSeq } = await fetchAfter(asked);
      if (stopped) return;
      target = Math.max(target, headSeq);
      take(entries);
      // A head that the record does not bear out is not asked for again and again.
      if (held === asked) target = held;
    } while (held < target);
    settleCaughtUp();
    // Here and not a tick later: an `aim` in between would lean on a reading that has ended.
    checking = null;
  };
  /** What is pushed meanwhile and fits is taken at once; what does not fit is fetched here, so nothing is kept aside. */
  const check = (): Promise<void> => {
    if (stopped) return Promise.resolve();
    checking ??= readOn().catch((error: unknown) => {
      checking = null;
      // Anything else passes; the next comparison tries again.
      if (stopped || !(error instanceof Refusal) || !endsReading.has(error.code)) return;
      stop();
      onError(error);
    });
    return checking;
  };

  const aim = (headSeq: number) => {
    target = Math.max(target, headSeq);
    if (held < target) void check();
  };

  const stop = () => {
    stopped = true;
    settleCaughtUp();
  };

  return {
    get heldSeq() {
      return held;
    },
    caughtUp,
    take,
    aim,
    check,
    stop,
  };
}
