/** Prints the log of an incident: the list on the screen holds a screenful, so paper gets a sheet of its own with every line. */
import { type ReactNode, useEffect, useLayoutEffect, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../../../shared/entry.ts';
import type { Line } from '../../../../shared/nouns/line.ts';
import type { IncidentState } from '../../../../shared/state.ts';
import type { ChannelLog } from '../../../sdk/channel-log.ts';
import { Button } from '../../parts/button.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { useAct } from '../../state/act.ts';
import { send } from '../../state/hotline.ts';
import { Paper } from './paper.tsx';
import { useVoice } from './use-voice.ts';

interface Printed {
  log: ChannelLog;
  state: IncidentState;
  line: Line | undefined;
  /** The end the reader speaks for. */
  endId: string;
}

const pageOfEntries = 500;

/** Every entry up to the newest that the screen holds: what comes while they are read is not waited for. */
async function allEntries({ channelId, entries }: ChannelLog): Promise<Entry[]> {
  const last = entries.get().at(-1)?.seq ?? 0;
  const read: Entry[] = [];
  for (let afterSeq = 0; afterSeq < last; afterSeq = read.at(-1)?.seq ?? last) {
    const page = await send('channel.entries', { channelId, afterSeq, limit: pageOfEntries });
    if (page.entries.length === 0) break;
    read.push(...page.entries);
  }
  return read.filter(({ seq }) => seq <= last);
}

/** `sheet` must stay drawn wherever `button` stands: on a narrow screen, and a page is narrow, the log may be put away. */
export function usePrintLog({ log, state, line, endId }: Printed): { button: ReactNode; sheet: ReactNode } {
  const { t } = useTranslation();
  const voice = useVoice(
    state.alerts,
    line?.ends.filter((end) => end.endId !== endId),
  );
  const act = useAct();
  const [entries, setEntries] = useState<readonly Entry[] | null>(null);
  const print = async () => {
    const all = await act.run(() => allEntries(log));
    if (!all) return;
    flushSync(() => setEntries(all));
    // The book of a phrase and the face of a script may still be on their way.
    await document.fonts.ready;
    window.print();
  };

  // Printing by the browser's own command cannot wait for the server: what is held is printed, and says where it begins.
  useEffect(() => {
    const before = () => flushSync(() => setEntries((ready) => ready ?? log.entries.get()));
    const after = () => setEntries(null);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, [log]);

  // What else stands on the page stays off the paper.
  useLayoutEffect(() => {
    document.documentElement.classList.toggle('on-paper', entries !== null);
    return () => document.documentElement.classList.remove('on-paper');
  }, [entries]);

  const button = (
    <>
      <RefusalText failure={act.failure} />
      <Button kind="quiet" isDisabled={act.pending} onPress={() => void print()}>
        {act.pending ? t('paper.preparing') : t('paper.print')}
      </Button>
    </>
  );
  const paper = entries && <Paper state={state} line={line} entries={entries} voice={voice} />;
  return { button, sheet: paper && createPortal(paper, document.body) };
}
