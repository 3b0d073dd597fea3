// What raising and answering an alert means, pure.
import type { DraftOf } from '../../shared/entry.ts';
import { refuse } from '../../shared/errors.ts';
import { type Alert, type Escalation, type Grade, longestReplyByMs } from '../../shared/nouns/alert.ts';
import { type Instant, msUntil } from '../../shared/time.ts';
import { deadlineAfter, owedReply } from '../escalation/domain.ts';

/** The ends that must answer: those asked for, or every other end. Refuses the raiser's own and strangers. */
export function addressedEnds(
  endIds: readonly string[],
  fromEndId: string,
  asked?: readonly string[],
): string[] {
  const others = endIds.filter((endId) => endId !== fromEndId);
  if (asked?.some((endId) => !others.includes(endId)))
    return refuse('reference_unknown', { field: 'toEndIds' });
  return [...new Set(asked ?? others)].sort();
}

/** Refuses a promise that lies behind, or so far ahead that it would silence the alert. */
function checkReplyBy(replyBy: Instant, now: Instant): Instant {
  const left = msUntil(replyBy, now);
  return left > 0 && left <= longestReplyByMs ? replyBy : refuse('reply_by_passed', { field: 'replyBy' });
}

/**
 * The entry of an officer's acknowledgement. The first one counts, and so does `accepted` after `received`; anything
 * later is on the record and says no more than that the end still has it. A reply promised with `received` still binds after `accepted`, unless it
 * was given in between.
 */
export function acknowledge(
  escalation: Escalation,
  grade: Grade,
  wished: Instant | null,
  now: Instant,
): DraftOf<'alert.acknowledged'> {
  const { id: escalationId, alertId, endId, ladder, state, waitingFor, dueAt } = escalation;
  if (state === 'cancelled') return refuse('alert_over');
  const asked = wished === null ? null : checkReplyBy(wished, now);
  const counts = state !== 'acknowledged' || (grade === 'accepted' && escalation.acceptedAt === null);
  const replyBy = asked ?? (state === 'acknowledged' ? owedReply(escalation, now) : null);
  const deadline = counts ? deadlineAfter(ladder, grade, replyBy, now) : { waitingFor, dueAt };
  return {
    kind: 'alert.acknowledged',
    payload: { alertId, escalationId, endId, grade, replyBy: counts ? replyBy : asked, counts, ...deadline },
  };
}

type MarkDraft = DraftOf<'alert.delivered'> | DraftOf<'alert.opened'>;

/** Escalations of the officer's ends that a device has now received, or an officer has now seen, for the first time. */
export function newlyMarked(
  alerts: readonly Alert[],
  myEnds: ReadonlySet<string>,
  marks: { deliveredSeq: number; openedSeq: number },
): MarkDraft[] {
  return alerts.flatMap(({ seq, escalations }) =>
    escalations
      .filter(({ endId }) => myEnds.has(endId))
      .flatMap(({ id: escalationId, alertId, endId, deliveredAt, openedAt }): MarkDraft[] => {
        const payload = { alertId, escalationId, endId };
        if (openedAt === null && seq <= marks.openedSeq) return [{ kind: 'alert.opened', payload }];
        if (deliveredAt === null && seq <= marks.deliveredSeq) return [{ kind: 'alert.delivered', payload }];
        return [];
      }),
  );
}
