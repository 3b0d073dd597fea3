/** A log on the screen: only what is seen is drawn, older entries load when scrolled to, the newest stay in view. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { VList } from 'virtua';
import type { Entry } from '../../../../shared/entry.ts';
import type { ChannelLog } from '../../../sdk/channel-log.ts';
import { Button } from '../../parts/button.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { Empty } from '../../parts/states.tsx';
import { type Failure, failureOf } from '../../state/failure.ts';
import { useObservable } from '../../state/hotline.ts';
import type { Voice } from './entry-words.ts';
import { LogRow } from './log-row.tsx';
import { near, useStickToEnd } from './stick-to-end.ts';
import type { UnsentLine } from './unsent.tsx';
import { useSought } from './use-sought.ts';
import './log.css';

interface Props {
  label: string;
  log: ChannelLog;
  voice: Voice;
  emptyWords: string;
  onReply?: ((seq: number) => void) | undefined;
  /** Told of the newest entry that stands on the screen. */
  onSeen?: (seq: number) => void;
  /** The last entry that stood on this officer's screen before he came; a line is drawn behind it. */
  unreadAfter?: number | null;
  /** The entry the reader came for: loaded, brought into view and marked. */
  soughtSeq?: number | undefined;
  /** What is written here and not on the record yet. */
  unsent?: readonly UnsentLine[];
}

/** As many as a reader at the end needs at hand, and how many may have come to stand above them before they are let go. */
const atHand = 300;
const most = 1_000;
const pageOfOlder = 200;

/** Whether the list changed at its front since the last drawing: it then keeps its place from its end. */
function useChangedInFront(entries: readonly Entry[]): boolean {
  const first = entries[0]?.seq ?? 0;
  const before = useRef(first);
  const changed = before.current !== first && before.current > 0;
  useLayoutEffect(() => {
    before.current = first;
  });
  return changed;
}

type Row = Entry | UnsentLine;

export function LogView(props: Props) {
  const {
    label,
    log,
    voice,
    emptyWords,
    onReply,
    onSeen,
    soughtSeq,
    unreadAfter = null,
    unsent = [],
  } = props;
  const { t } = useTranslation();
  const entries = useObservable(log.entries);
  const rows: readonly Row[] = unsent.length > 0 ? [...entries, ...unsent] : entries;
  const { list, frame, atEnd, look, toEnd, toRow } = useStickToEnd(rows.length, soughtSeq === undefined);
  const [failure, setFailure] = useState<Failure | null>(null);
  const shift = useChangedInFront(entries);
  const lastSeq = entries.at(-1)?.seq ?? 0;

  useEffect(() => {
    if (atEnd && lastSeq > 0) onSeen?.(lastSeq);
  }, [atEnd, lastSeq, onSeen]);

  const isSeeking = useSought({ log, entries, seq: soughtSeq, toRow, onFailure: setFailure });

  // Who reads the newest needs no thousand lines above it.
  const mayTrim = atEnd && !isSeeking();
  useEffect(() => {
    if (mayTrim && entries.length > most) log.trim(atHand);
  }, [mayTrim, entries, log]);

  const older = () => {
    setFailure(null);
    log.older(pageOfOlder).catch((error: unknown) => setFailure(failureOf(error)));
  };
  const scrolled = (offset: number) => {
    look(offset);
    if (offset < near && log.hasOlder()) older();
  };
  if (rows.length === 0) {
    return (
      <div className="log-empty">
        <Empty title={emptyWords} />
      </div>
    );
  }
  return (
    <section ref={frame} className="log" aria-label={label}>
      <RefusalText failure={failure} />
      <VList ref={list} className="log-rows" shift={shift} onScroll={scrolled} tabIndex={0} data={rows}>
        {(row, index) => {
          if ('row' in row) return <div key={row.key}>{row.row}</div>;
          const before = entries[index - 1];
          return (
            <LogRow
              key={row.seq}
              entry={row}
              voice={voice}
              beforeAt={before?.at}
              firstUnread={unreadAfter !== null && row.seq > unreadAfter && (before?.seq ?? 0) <= unreadAfter}
              sought={row.seq === soughtSeq}
              onReply={onReply}
            />
          );
        }}
      </VList>
      {atEnd ? null : (
        <div className="log-to-end">
          <Button onPress={toEnd}>{t('log.toEnd')}</Button>
        </div>
      )}
    </section>
  );
}
