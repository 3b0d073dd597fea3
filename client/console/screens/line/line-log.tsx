/** The shared log of a line itself: what belongs to no incident. */
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Line } from '../../../../shared/nouns/line.ts';
import type { ChannelLog } from '../../../sdk/channel-log.ts';
import { useMyEnds } from '../../parts/end-choice.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { Loading } from '../../parts/states.tsx';
import { useDraft } from '../../state/drafts.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { client } from '../../state/hotline.ts';
import { maySpeak, useMe } from '../../state/reader.ts';
import { Composer } from '../incident/composer.tsx';
import { clocksStyle, LogHeads } from '../incident/entry-time.tsx';
import { LogView } from '../incident/log-view.tsx';
import { useUnsent } from '../incident/unsent.tsx';
import { useSeen } from '../incident/use-seen.ts';
import { useVoice } from '../incident/use-voice.ts';

/** Open for as long as the part is on the screen. */
function useChannel(channelId: string) {
  const [log, setLog] = useState<ChannelLog | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let left = false;
    let opened: ChannelLog | undefined;
    client.channel(channelId).then(
      (found) => {
        opened = found;
        if (left) found.close();
        else setLog(found);
      },
      (error: unknown) => left || setFailure(failureOf(error)),
    );
    return () => {
      left = true;
      opened?.close();
      setLog(null);
    };
  }, [channelId]);
  return { log, failure };
}

interface Props {
  line: Line;
  soughtSeq: number | undefined;
}

function Opened({ line, log, soughtSeq }: Props & { log: ChannelLog }) {
  const { t } = useTranslation();
  const { officer } = useMe();
  const mine = useMyEnds(line)[0]?.endId;
  const { channelId } = line;
  const draft = useDraft('shared', channelId);
  const [, changeDraft] = draft;
  const unsent = useUnsent(({ input }) => 'channelId' in input && input.channelId === channelId, log, draft);
  const reply = useCallback((replyTo: number) => changeDraft({ replyTo }), [changeDraft]);
  const { unread, seen } = useSeen(log);
  const speaks = maySpeak(officer.role) && mine !== undefined;
  const others = line.ends.filter(({ endId }) => endId !== mine);
  const voice = useVoice([], others);
  return (
    <>
      <LogHeads zones={voice.zones} />
      <LogView
        label={t('line.log')}
        log={log}
        voice={voice}
        emptyWords={t('line.empty')}
        onReply={speaks ? reply : undefined}
        onSeen={seen}
        unreadAfter={unread}
        unsent={unsent}
        soughtSeq={soughtSeq}
      />
      {speaks ? <Composer channelId={channelId} endId={mine} others={others} /> : null}
    </>
  );
}

export function LineLog({ line, soughtSeq }: Props) {
  const { t } = useTranslation();
  const { log, failure } = useChannel(line.channelId);
  return (
    <section
      className="shared line-log"
      style={clocksStyle(line.ends.map(({ timeZone }) => timeZone))}
      aria-label={t('line.log')}
    >
      <header className="panel-head">
        <h2>{t('line.log')}</h2>
        <span className="small muted">{t('log.shared')}</span>
      </header>
      <RefusalText failure={failure} />
      {log ? <Opened line={line} log={log} soughtSeq={soughtSeq} /> : failure ? null : <Loading />}
    </section>
  );
}
