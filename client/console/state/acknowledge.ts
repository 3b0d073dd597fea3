/** Acknowledging for an end; what is said afterwards is what the server wrote, with its seq and time. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { OutputOf } from '../../../shared/commands.ts';
import type { Escalation, Grade } from '../../../shared/nouns/alert.ts';
import type { Act } from './act.ts';
import { queue } from './desk.ts';
import { send } from './hotline.ts';
import { tell } from './notices.ts';
import { underOneKey } from './one-key.ts';
import { readerStore } from './reader.ts';
import { sharedClock } from './shared-clock.ts';

/** The escalations whose answer waits for its reply, wherever it was given: a row that is drawn anew does not offer it again. */
const answering = createStore<{ ids: ReadonlySet<string> }>(() => ({ ids: new Set() }));

/** Whether an answer to one of these escalations waits for its reply. */
export function useAnswering(...escalationIds: readonly string[]): boolean {
  return useStore(answering, ({ ids }) => escalationIds.some((id) => ids.has(id)));
}

type Answered = Pick<Escalation, 'id' | 'alertId' | 'endId' | 'fromEndId' | 'turn' | 'affirmedAt'>;

/** A reply promised by a time, and how that time was chosen: half an hour from now is another time at each press. */
export interface Promised {
  chosen: string;
  at: string;
}

/** One record for each answer, though it is given again after its reply was lost. */
export async function sendAnswer(
  { id, alertId, endId, turn, affirmedAt }: Answered,
  grade: Grade,
  promised?: Promised,
): Promise<OutputOf<'alert.acknowledge'>> {
  const input = { alertId, endId, grade, ...(promised ? { replyBy: promised.at } : {}) };
  const officerId = readerStore.getState().me?.officer.id ?? '';
  const what = [id, turn, affirmedAt, grade, promised?.chosen];
  answering.setState(({ ids }) => ({ ids: new Set([...ids, id]) }));
  try {
    return await underOneKey({ officerId, what, input }, (one, key) =>
      send('alert.acknowledge', one, { key }),
    );
  } finally {
    answering.setState(({ ids }) => ({ ids: new Set([...ids].filter((one) => one !== id)) }));
  }
}

interface Answerable {
  escalation: Answered & Pick<Escalation, 'state'>;
  /** Left out where the screen shows by itself who answered. */
  incidentId?: string;
  incidentNumber: string;
}

export function useAcknowledge(act: Act) {
  const { t } = useTranslation();
  /** A colleague was faster: said calmly and by name, as the record has it. */
  const afterWhom = async (
    mine: Answerable['escalation'],
    incidentId: string | undefined,
    words: { number: string; seq: number; time: string },
  ): Promise<string> => {
    const read = incidentId ? await send('incident.get', { incidentId }).catch(() => null) : null;
    const escalation = read?.alerts
      .flatMap(({ escalations }) => escalations)
      .find(({ id }) => id === mine.id);
    const at = escalation?.receivedAt;
    return escalation?.acknowledgedBy && at
      ? t('acknowledge.doneAfter', {
          ...words,
          name: escalation.acknowledgedBy.name,
          first: sharedClock(at, mine),
        })
      : t('acknowledge.doneSecond', words);
  };
  return async (
    { escalation, incidentId, incidentNumber }: Answerable,
    grade: Grade,
    promised?: Promised,
  ): Promise<OutputOf<'alert.acknowledge'> | undefined> => {
    const done = await act.run(() => sendAnswer(escalation, grade, promised));
    if (!done) return undefined;
    queue.touch();
    const words = { number: incidentNumber, seq: done.seq, time: sharedClock(done.at, escalation) };
    if (done.counts) tell(t('acknowledge.done', words));
    else if (escalation.state === 'acknowledged') tell(t('acknowledge.doneAgain', words));
    else tell(await afterWhom(escalation, incidentId, words));
    return done;
  };
}
