/** Acknowledging for an end; what is said afterwards is what the server wrote, with its seq and time. */
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/commands.ts';
import type { Escalation, Grade } from '../../../shared/nouns/alert.ts';
import type { Act } from './act.ts';
import { queue } from './desk.ts';
import { clockTime } from './format.ts';
import { send } from './hotline.ts';
import { tell } from './notices.ts';
import { useZone } from './reader.ts';
import { takenBy } from './taken.ts';

interface Answerable {
  escalation: Pick<Escalation, 'id' | 'alertId' | 'endId' | 'state'>;
  incidentNumber: string;
}

export function useAcknowledge(act: Act) {
  const { t } = useTranslation();
  const zone = useZone();
  return async (
    { escalation, incidentNumber }: Answerable,
    grade: Grade,
    replyBy?: string,
  ): Promise<OutputOf<'alert.acknowledge'> | undefined> => {
    const { alertId, endId } = escalation;
    const promise = replyBy ? { replyBy } : {};
    const done = await act.run(() => send('alert.acknowledge', { alertId, endId, grade, ...promise }));
    if (!done) return undefined;
    queue.touch();
    const words = { number: incidentNumber, seq: done.seq, time: clockTime(done.at, zone) };
    const first = takenBy(escalation.id);
    tell(
      done.counts
        ? t('acknowledge.done', words)
        : escalation.state === 'acknowledged'
          ? t('acknowledge.doneAgain', words)
          : first
            ? t('acknowledge.doneAfter', { ...words, name: first.name, first: clockTime(first.at, zone) })
            : t('acknowledge.doneSecond', words),
    );
    return done;
  };
}
