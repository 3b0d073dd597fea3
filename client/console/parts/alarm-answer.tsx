/** The one button that answers an alarm: pressed once, waiting for the record, then on the record with its number. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAcknowledge, useAnswering } from '../state/acknowledge.ts';
import type { Act } from '../state/act.ts';
import type { Alarm } from '../state/alarm-list.ts';
import { peerCallSeen } from '../state/peer-calls.ts';
import { Button } from './button.tsx';

interface Props {
  alarm: Alarm;
  act: Act;
  /** It has just come to stand where another alarm stood: not to be pressed yet. */
  moved: boolean;
}

export function AlarmAnswer({ alarm, act, moved }: Props) {
  const { t } = useTranslation();
  const acknowledge = useAcknowledge(act);
  const [recorded, setRecorded] = useState<{ key: string; seq: number } | null>(null);
  const { item, kind, key } = alarm;
  const pending = useAnswering(item.escalation.id);
  if (kind === 'peer') {
    return (
      <Button kind="alarm" large data-key="acknowledge" isPending={moved} onPress={() => peerCallSeen(item)}>
        {t('alarm.seen')}
      </Button>
    );
  }
  const done = recorded?.key === key ? recorded : null;
  const press = async () => {
    // Whoever said that he acts goes on saying so.
    const grade = kind === 'open' && item.escalation.acceptedAt !== null ? 'accepted' : 'received';
    const reply = await acknowledge(item, grade);
    if (reply) setRecorded({ key, seq: reply.seq });
  };
  return (
    <Button
      kind="alarm"
      large
      data-key="acknowledge"
      isDisabled={pending || done !== null}
      isPending={moved}
      onPress={() => void press()}
    >
      {pending
        ? t('state.sending')
        : done
          ? t('alarm.recorded', { seq: done.seq })
          : t(kind === 'open' ? 'alarm.stillOnIt' : 'alarm.acknowledge')}
    </Button>
  );
}
