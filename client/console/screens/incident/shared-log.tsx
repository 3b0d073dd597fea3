/** What both sides read and write: the log, what is not sent yet, and the composer that writes to both. */
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Line } from '../../../../shared/nouns/line.ts';
import type { IncidentState } from '../../../../shared/state.ts';
import type { IncidentView } from '../../../sdk/incident.ts';
import { SideDot } from '../../parts/chips.tsx';
import { ClockOffset } from '../../parts/clock-offset.tsx';
import { useDraft } from '../../state/drafts.ts';
import { maySpeak, useMe } from '../../state/reader.ts';
import { Composer } from './composer.tsx';
import { clocksStyle, LogHeads } from './entry-time.tsx';
import { LogView } from './log-view.tsx';
import { useUnsent } from './unsent.tsx';
import { useSeen } from './use-seen.ts';
import { useVoice } from './use-voice.ts';

interface Props {
  view: IncidentView;
  state: IncidentState;
  line: Line | undefined;
  endId: string;
  soughtSeq: number | undefined;
  printButton: ReactNode;
}

export function SharedLog({ view, state, line, endId, soughtSeq, printButton }: Props) {
  const { t } = useTranslation();
  const { officer } = useMe();
  const { channelId, status, place } = state.incident;
  const draft = useDraft('shared', channelId);
  const [, changeDraft] = draft;
  const speaks = maySpeak(officer.role) && status !== 'closed' && endId !== '';
  const unsent = useUnsent(
    ({ input }) => 'channelId' in input && input.channelId === channelId,
    view.log,
    draft,
  );
  const reply = useCallback((replyTo: number) => changeDraft({ replyTo }), [changeDraft]);
  const { unread, seen } = useSeen(view.log);
  const others = (line?.ends ?? []).filter((end) => end.endId !== endId);
  const voice = useVoice(state.alerts, others);
  return (
    <section className="shared" style={clocksStyle(voice.zones)}>
      <header className="panel-head">
        <h2>{t('incident.log')}</h2>
        <span className="row small muted">
          {(line?.ends ?? []).map((end) => (
            <SideDot key={end.endId} mine={end.mine} />
          ))}
          {t('log.shared')}
          {printButton}
        </span>
      </header>
      <ClockOffset />
      <LogHeads zones={voice.zones} />
      <LogView
        label={t('incident.log')}
        log={view.log}
        voice={voice}
        emptyWords={t('log.empty')}
        onReply={speaks ? reply : undefined}
        onSeen={seen}
        unreadAfter={unread}
        soughtSeq={soughtSeq}
        unsent={unsent}
      />
      {speaks ? <Composer channelId={channelId} endId={endId} others={others} place={place} /> : null}
      {status === 'closed' ? <p className="closed-words">{t('log.closed')}</p> : null}
    </section>
  );
}
