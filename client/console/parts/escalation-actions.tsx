/** What can be done with an escalation besides answering it: call the next step now, take it over, put it off. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Escalation } from '../../../shared/nouns/alert.ts';
import { useAct } from '../state/act.ts';
import { queue } from '../state/desk.ts';
import { send } from '../state/hotline.ts';
import { useNames } from '../state/names.ts';
import { mayCommand, maySpeak, useMe } from '../state/reader.ts';
import { Button } from './button.tsx';
import { RefusalText } from './refusal.tsx';
import { Snooze } from './snooze.tsx';

export function EscalationActions({ escalation }: { escalation: Escalation }) {
  const { t } = useTranslation();
  const names = useNames();
  const { officer } = useMe();
  const act = useAct();
  const [snoozing, setSnoozing] = useState(false);
  const { id: escalationId, state, turn, endId, takenOverBy } = escalation;
  const live = state === 'running' || state === 'exhausted';
  const addressed = names.isMine(endId);
  const mayTakeOver =
    addressed && mayCommand(officer.role) && (live || (state === 'acknowledged' && !takenOverBy));
  // As the server has it: who is addressed, or a commander of those who raised it.
  const mayEscalate = state === 'running' && (addressed || mayCommand(officer.role));
  if (!maySpeak(officer.role) || (!live && !mayTakeOver)) return null;

  const doNow = async (work: () => Promise<unknown>) => {
    await act.run(work);
    queue.touch();
  };
  return (
    <div className="row">
      {mayTakeOver ? (
        <Button
          isDisabled={act.pending}
          onPress={() => void doNow(() => send('escalation.take_over', { escalationId }))}
        >
          {t('queue.takeOver')}
        </Button>
      ) : null}
      {mayEscalate ? (
        <Button
          data-key="escalate"
          isDisabled={act.pending}
          onPress={() => void doNow(() => send('escalation.escalate_now', { escalationId, turn }))}
        >
          {t('queue.escalateNow')}
        </Button>
      ) : null}
      {state === 'running' && addressed ? (
        <Button isDisabled={act.pending} onPress={() => setSnoozing(true)}>
          {t('snooze.title')}
        </Button>
      ) : null}
      <RefusalText failure={act.failure} />
      {snoozing ? <Snooze escalationId={escalationId} onClose={() => setSnoozing(false)} /> : null}
    </div>
  );
}
