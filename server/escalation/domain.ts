// The ladder, pure: whom a step calls, what a passed deadline means, when the steps run out.
import type { Draft, DraftOf } from '../../shared/entry.ts';
import type { CallCause, CalledOfficer, Escalation, Grade, WaitingFor } from '../../shared/nouns/alert.ts';
import type { CalledRole, Ladder } from '../../shared/nouns/policy.ts';
import type { PolicyPreview, PreviewedStep } from '../../shared/nouns/policy-preview.ts';
import type { Level } from '../../shared/nouns/station.ts';
import type { LocalText } from '../../shared/text.ts';
import { type Instant, plusMs } from '../../shared/time.ts';
import type { PlacedDraft } from '../platform/command.ts';

/** Whom a step would call at this moment; with nobody, why. */
export type Reached =
  | { officers: readonly CalledOfficer[]; missing: null }
  | { officers: readonly []; missing: DraftOf<'escalation.step_skipped'>['payload']['reason'] };
/** Resolves the targets of a step in an end's chain of command, as of now. */
export type Reach = (endId: string, level: Level, role: CalledRole) => Reached;

/** The chain of command of one end, as of now. */
export interface Chain {
  reach: Reach;
  stations: ReadonlyMap<Level, { code: string; name: LocalText }>;
  onWatch: ReadonlySet<string>;
}

/** Where the entries of an escalation go: the shared channel, and the private one of each end. */
export interface Channels {
  channelId: string;
  sides: ReadonlyMap<string, string>;
}

/** What of an escalation the ladder needs; a new one has not been called yet. */
export type Climber = Pick<
  Escalation,
  'id' | 'alertId' | 'endId' | 'fromEndId' | 'ladder' | 'step' | 'call' | 'round' | 'turn'
>;

interface Position {
  step: number;
  call: number;
  round: number;
}

/** The same step again while it has repeats left, else the next one. */
export function nextPosition({ ladder, step, call, round }: Climber): Position {
  const repeats = ladder.steps[step]?.repeats ?? -1;
  return call <= repeats ? { step, call: call + 1, round } : nextStep({ step, round });
}

/** Where the ladder goes on after a snooze: the call that was put off is placed again. */
export const snoozedPosition = ({ step, call, round }: Climber): Position => ({
  step: Math.max(step, 0),
  call: Math.max(call, 1),
  round,
});

const nextStep = ({ step, round }: Pick<Climber, 'step' | 'round'>): Position => ({
  step: step + 1,
  call: 1,
  round,
});

/**
 * Calls the step at `position`, or the first above it that has anybody to call; every step passed over is said. When
 * the steps run out the escalation is exhausted, and stays loud until somebody answers.
 */
export function callFrom(
  climber: Climber,
  position: Position,
  cause: CallCause,
  { channelId, sides }: Channels,
  reach: Reach,
  now: Instant,
): PlacedDraft[] {
  const { id: escalationId, alertId, endId, fromEndId, ladder } = climber;
  const shared = (draft: Draft): PlacedDraft => ({ ...draft, channelId, by: 'system' });
  const skipped: PlacedDraft[] = [];
  for (let index = position.step; index < ladder.steps.length; index += 1) {
    const step = ladder.steps[index];
    if (!step) break;
    const { level, role } = step;
    const { officers, missing } = reach(endId, level, role);
    if (missing !== null) {
      const payload = { escalationId, alertId, endId, step: index, level, role, reason: missing };
      skipped.push(shared({ kind: 'escalation.step_skipped', payload }));
      continue;
    }
    const turn = climber.turn + 1;
    const call = index === position.step ? position.call : 1;
    const peers = step.tellPeer ? reach(fromEndId, level, role).officers : [];
    // A command that stands above both ends is called itself and has no peer opposite.
    const isAboveBoth = peers.some(({ officerId }) => officers.some((one) => one.officerId === officerId));
    const peer = step.tellPeer && !isAboveBoth ? { endId: fromEndId, level } : null;
    const called = shared({
      kind: 'escalation.called',
      payload: {
        escalationId,
        alertId,
        endId,
        turn,
        round: position.round,
        step: index,
        call,
        level,
        role,
        cause,
        peer,
        dueAt: plusMs(now, step.waitMs),
      },
    });
    const placed = (
      side: string | undefined,
      who: readonly CalledOfficer[],
      toCallPeer: boolean,
    ): PlacedDraft[] =>
      side === undefined
        ? []
        : [
            {
              kind: 'call.placed',
              payload: { escalationId, alertId, turn, level, role, officers: [...who], toCallPeer },
              channelId: side,
              by: 'system',
            },
          ];
    return [
      ...skipped,
      called,
      ...placed(sides.get(endId), officers, false),
      ...(peer ? placed(sides.get(fromEndId), peers, true) : []),
    ];
  }
  return [...skipped, shared({ kind: 'escalation.exhausted', payload: { escalationId, alertId, endId } })];
}

/** What a deadline that has passed does. The caller has looked again under the lock. */
export function onDeadline(
  escalation: Escalation,
  channels: Channels,
  reach: Reach,
  now: Instant,
): PlacedDraft[] {
  const call = (position: Position, cause: CallCause) =>
    callFrom(escalation, position, cause, channels, reach, now);
  const { id: escalationId, alertId, endId, round } = escalation;
  const lapse = (reason: DraftOf<'alert.acknowledgement_lapsed'>['payload']['reason']): PlacedDraft => ({
    kind: 'alert.acknowledgement_lapsed',
    payload: { alertId, escalationId, endId, reason },
    channelId: channels.channelId,
    by: 'system',
  });
  const restart: Position = { step: 0, call: 1, round: round + 1 };
  switch (escalation.waitingFor) {
    case 'step':
      return call(nextPosition(escalation), 'due');
    case 'snooze':
      return call(snoozedPosition(escalation), 'snooze_ended');
    case 'accept':
      // Somebody has it, nobody acts: the one above is called, not the same officer again.
      return [lapse('not_accepted'), ...call(above(escalation, reach), 'lapsed')];
    case 'reply':
      return [lapse('reply_overdue'), ...call(restart, 'lapsed')];
    case 'follow_up':
      return [lapse('no_follow_up'), ...call(restart, 'lapsed')];
    case null:
      return [];
  }
}

/**
 * Up from where the ladder stands, repeats or not. Where nobody above can be called the same step is called again as
 * long as it has repeats: whoever asks for more must not end the calling.
 */
function above(climber: Climber, reach: Reach): Position {
  const { ladder, endId, step, call } = climber;
  const isCalledAbove = ladder.steps.some(
    ({ level, role }, index) => index > step && reach(endId, level, role).missing === null,
  );
  const hasRepeats = call <= (ladder.steps[step]?.repeats ?? -1);
  return isCalledAbove || !hasRepeats ? nextStep(climber) : nextPosition(climber);
}

/** What "escalate now" calls; the reason stands where it takes effect: at the call, or at the end of the ladder. */
export function escalateNow(
  escalation: Escalation,
  channels: Channels,
  reach: Reach,
  now: Instant,
  reason?: string,
): PlacedDraft[] {
  const drafts = callFrom(escalation, above(escalation, reach), 'escalated_now', channels, reach, now);
  if (reason === undefined) return drafts;
  return drafts.map((draft): PlacedDraft => {
    switch (draft.kind) {
      case 'escalation.called':
        return { ...draft, payload: { ...draft.payload, reason } };
      case 'escalation.exhausted':
        return { ...draft, payload: { ...draft.payload, reason } };
      default:
        return draft;
    }
  });
}

interface Deadline {
  waitingFor: WaitingFor | null;
  dueAt: Instant | null;
}

/**
 * What an acknowledgement waits for. `received` leaves the acceptance owing; a promised reply binds in either grade;
 * of two deadlines the earlier counts. Without any of these the policy's follow-up time applies.
 */
export function deadlineAfter(ladder: Ladder, grade: Grade, replyBy: Instant | null, now: Instant): Deadline {
  const accept =
    grade === 'received' && ladder.acceptWithinMs !== null ? plusMs(now, ladder.acceptWithinMs) : null;
  if (accept !== null && (replyBy === null || accept <= replyBy))
    return { waitingFor: 'accept', dueAt: accept };
  if (replyBy !== null) return { waitingFor: 'reply', dueAt: replyBy };
  return ladder.followUpWithinMs === null
    ? { waitingFor: null, dueAt: null }
    : { waitingFor: 'follow_up', dueAt: plusMs(now, ladder.followUpWithinMs) };
}

/** The reply that this end has promised and still owes. */
export function owedReply({ replyBy, answeredAt }: Escalation, now: Instant): Instant | null {
  return replyBy !== null && replyBy > now && answeredAt === null ? replyBy : null;
}

/**
 * What a take-over waits for: the follow-up, or the reply that was promised before, if that is owed earlier. Who has the
 * alert in his hands already, and still owes the word, gains no time by saying so again.
 */
export function deadlineOfTakeOver(escalation: Escalation, officerId: string | null, now: Instant): Deadline {
  const { ladder, waitingFor, dueAt, takenOverBy } = escalation;
  if (dueAt !== null && takenOverBy !== null && takenOverBy.officerId === officerId)
    return { waitingFor, dueAt };
  const followUp = deadlineAfter(ladder, 'accepted', null, now);
  const owed = owedReply(escalation, now);
  return owed !== null && (followUp.dueAt === null || owed <= followUp.dueAt)
    ? { waitingFor: 'reply', dueAt: owed }
    : followUp;
}

/** What `callFrom` would do, step by step, if nobody answered and the world stood still: skipped steps take no time. */
export function preview(
  { steps }: Ladder,
  endId: string,
  { reach, stations, onWatch }: Chain,
): Pick<PolicyPreview, 'steps' | 'exhaustedAfterMs'> {
  let afterMs = 0;
  const previewed = steps.map((step): PreviewedStep => {
    const { officers, missing } = reach(endId, step.level, step.role);
    const station = stations.get(step.level) ?? null;
    if (missing !== null) return { ...step, station, officers: [], skip: missing, afterMs: null };
    const calledAfterMs = afterMs;
    afterMs += step.waitMs * (step.repeats + 1);
    return {
      ...step,
      station,
      officers: officers.map((officer) => ({ ...officer, onWatch: onWatch.has(officer.officerId) })),
      skip: null,
      afterMs: calledAfterMs,
    };
  });
  return { steps: previewed, exhaustedAfterMs: afterMs };
}
