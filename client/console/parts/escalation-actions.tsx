/** What can be done with an escalation besides answering it: call the next step now, take it over, put it off. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Severity } from '../../../shared/cap.ts';
import type { Escalation } from '../../../shared/nouns/alert.ts';
import { useNames } from '../state/names.ts';
import { mayCommand, maySpeak, useMe } from '../state/reader.ts';
import { Button } from './button.tsx';
import { EscalateNow } from './escalate-now.tsx';
import { Snooze } from './snooze.tsx';
import { TakeOver } from './take-over.tsx';

interface Props {
  escalation: Escalation;
  lineId: string;
  severity: Severity;
}

export function EscalationActions({ escalation, lineId, severity }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { officer } = useMe();
  const [asking, setAsking] = useState<'takeOver' | 'escalate' | 'snooze' | null>(null);
  const { id: escalationId, state, endId, takenOverBy } = escalation;
  const live = state === 'running' || state === 'exhausted';
  const addressed = names.isMine(endId);
  const mayTakeOver =
    addressed && mayCommand(officer.role) && (live || (state === 'acknowledged' && !takenOverBy));
  // As the server has it: who is addressed, or a commander of those who raised it.
  const mayEscalate = state === 'running' && (addressed || mayCommand(officer.role));
  if (!maySpeak(officer.role) || (!live && !mayTakeOver)) return null;

  const close = () => setAsking(null);
  return (
    <div className="row">
      {mayTakeOver ? <Button onPress={() => setAsking('takeOver')}>{t('queue.takeOver')}</Button> : null}
      {mayEscalate ? (
        <Button data-key="escalate" onPress={() => setAsking('escalate')}>
          {t('queue.escalateNow')}
        </Button>
      ) : null}
      {state === 'running' && addressed ? (
        <Button onPress={() => setAsking('snooze')}>{t('snooze.title')}</Button>
      ) : null}
      {asking === 'takeOver' ? <TakeOver escalation={escalation} onClose={close} /> : null}
      {asking === 'escalate' ? (
        <EscalateNow escalation={escalation} lineId={lineId} severity={severity} onClose={close} />
      ) : null}
      {asking === 'snooze' ? <Snooze escalationId={escalationId} onClose={close} /> : null}
    </div>
  );
}
