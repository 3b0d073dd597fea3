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

interface Answerable {
  escalation: Pick<Escalation, 'id' | 'alertId' | 'endId' | 'state'>;
  /** Left out where the screen shows by itself who answered. */
  incidentId?: string;
  incidentNumber: string;
}

export function useAcknowledge(act: Act) {
  const { t } = useTranslation();
  const zone = useZone();
  /** A colleague was faster: said calmly and by name, as the record has it. */
  const afterWhom = async (
    { id }: Answerable['escalation'],
    incidentId: string | undefined,
    words: { number: string; seq: number; time: string },
  ): Promise<string> => {
    const read = incidentId ? await send('incident.get', { incidentId }).catch(() => null) : null;
    const escalation = read?.alerts.flatMap(({ escalations }) => escalations).find((one) => one.id === id);
    const at = escalation?.receivedAt;
    return escalation?.acknowledgedBy && at
      ? t('acknowledge.doneAfter', {
          ...words,
          name: escalation.acknowledgedBy.name,
          first: clockTime(at, zone),
        })
      : t('acknowledge.doneSecond', words);
  };
  return async (
    { escalation, incidentId, incidentNumber }: Answerable,
    grade: Grade,
    replyBy?: string,
  ): Promise<OutputOf<'alert.acknowledge'> | undefined> => {
    const { alertId, endId } = escalation;
    const promise = replyBy ? { replyBy } : {};
    const done = await act.run(() => send('alert.acknowledge', { alertId, endId, grade, ...promise }));
    if (!done) return undefined;
    queue.touch();
    const words = { number: incidentNumber, seq: done.seq, time: clockTime(done.at, zone) };
    if (done.counts) tell(t('acknowledge.done', words));
    else if (escalation.state === 'acknowledged') tell(t('acknowledge.doneAgain', words));
    else tell(await afterWhom(escalation, incidentId, words));
    return done;
  };
}
