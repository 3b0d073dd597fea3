/** Answering for our side: received, or accepted, with a time to reply by where one can promise it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Escalation, Grade } from '../../../../shared/nouns/alert.ts';
import { Button } from '../../parts/button.tsx';
import { RefusalText } from '../../parts/refusal.tsx';
import { type ReplyBy, ReplyByChoice, replyByInstant } from '../../parts/reply-by.tsx';
import { useAcknowledge, useAnswering } from '../../state/acknowledge.ts';
import { useAct } from '../../state/act.ts';
import { serverNowMs } from '../../state/clock.ts';
import { useNames } from '../../state/names.ts';
import { maySpeak, useMe, useZone } from '../../state/reader.ts';

interface Props {
  escalation: Escalation;
  incidentNumber: string;
  endId: string;
}

export function Answer({ escalation, incidentNumber, endId }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const zone = useZone();
  const { officer } = useMe();
  const act = useAct();
  const acknowledge = useAcknowledge(act);
  const pending = useAnswering(escalation.id);
  const [replyBy, setReplyBy] = useState<ReplyBy>({ choice: 'none', custom: '' });
  const [noTime, setNoTime] = useState(false);
  const { state, acceptedAt } = escalation;
  const waits = state === 'running' || state === 'exhausted';
  const mine = names.isMine(escalation.endId) && (endId === '' || escalation.endId === endId);
  if (!mine || !maySpeak(officer.role) || (!waits && (state !== 'acknowledged' || acceptedAt))) return null;

  const answer = async (grade: Grade) => {
    const now = new Date(serverNowMs()).toISOString();
    const at = replyByInstant(replyBy, now, zone);
    setNoTime(at === null && replyBy.choice !== 'none');
    if (at === null && replyBy.choice !== 'none') return;
    const chosen = replyBy.choice === 'custom' ? replyBy.custom : replyBy.choice;
    await acknowledge({ escalation, incidentNumber }, grade, at === null ? undefined : { chosen, at });
  };
  const { failure } = act;
  const lateTime = failure?.details.field === 'replyBy' ? t(`error.${failure.code}`) : undefined;
  return (
    <div className="answer">
      <ReplyByChoice value={replyBy} onChange={setReplyBy} problem={noTime ? t('problem.clock') : lateTime} />
      <div className="answer-buttons">
        {waits ? (
          <Button large data-key="acknowledge" isDisabled={pending} onPress={() => void answer('received')}>
            {pending ? t('state.sending') : t('acknowledge.received')}
          </Button>
        ) : null}
        <Button kind="primary" large isDisabled={pending} onPress={() => void answer('accepted')}>
          {pending ? t('state.sending') : t('acknowledge.accepted')}
        </Button>
      </div>
      <RefusalText failure={lateTime ? null : failure} />
    </div>
  );
}
