// Raising and answering an alert, pure.
import { describe, expect, it } from 'vitest';
import { acknowledge, addressedEnds, newlyMarked } from '../../server/alerts/domain.ts';
import { Refusal } from '../../shared/errors.ts';
import type { Alert, Escalation } from '../../shared/nouns/alert.ts';
import { defaultLadder } from '../../shared/nouns/policy.ts';
import { day, minute, plusMs } from '../../shared/time.ts';

const now = '2026-11-21T14:00:00.000Z';
const inMinutes = (minutes: number) => plusMs(now, minutes * minute);
const running: Escalation = {
  ...{ id: 'e', alertId: 'a', endId: 'south', fromEndId: 'north', ladder: defaultLadder, state: 'running' },
  ...{ waitingFor: 'step', dueAt: inMinutes(1), step: 0, call: 1, round: 1, turn: 1, calledAt: now },
  ...{ deliveredAt: null, openedAt: null, receivedAt: null, acceptedAt: null, acknowledgedBy: null },
  ...{
    acknowledgedSeq: null,
    replyBy: null,
    answeredAt: null,
    takenOverBy: null,
    exhaustedAt: null,
    affirmedAt: null,
  },
};
const received: Escalation = {
  ...running,
  ...{
    state: 'acknowledged',
    waitingFor: 'accept',
    dueAt: inMinutes(10),
    receivedAt: now,
    acknowledgedSeq: 4,
  },
};
const accepted: Escalation = { ...received, waitingFor: 'follow_up', dueAt: inMinutes(30), acceptedAt: now };

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
  }
  return 'not refused';
}

describe('The ends that must answer', () => {
  const ends = ['west', 'north', 'east'];

  it('are all but the raiser’s, or those he asked for, each once and in one order', () => {
    expect(addressedEnds(ends, 'north')).toEqual(['east', 'west']);
    expect(addressedEnds(ends, 'north', ['west', 'west'])).toEqual(['west']);
  });

  it('are never his own nor strangers', () => {
    for (const asked of [['north'], ['east', 'north'], ['south']])
      expect(codeOf(() => addressedEnds(ends, 'north', asked))).toBe('reference_unknown');
  });
});

describe('An acknowledgement', () => {
  const counts = (one: Escalation, grade: 'received' | 'accepted') =>
    acknowledge(one, grade, null, now).payload.counts;

  it('counts when it is the first, and when it accepts what was received', () => {
    expect(counts(running, 'received')).toBe(true);
    expect(counts({ ...running, state: 'exhausted', waitingFor: null, dueAt: null }, 'accepted')).toBe(true);
    expect(counts(received, 'accepted')).toBe(true);
  });

  it('is for the record only when it comes later, and then changes no deadline', () => {
    for (const [one, grade] of [
      [received, 'received'],
      [accepted, 'received'],
      [accepted, 'accepted'],
    ] as const) {
      const { payload } = acknowledge(one, grade, inMinutes(3), now);
      expect(payload).toMatchObject({ counts: false, waitingFor: one.waitingFor, dueAt: one.dueAt });
    }
  });

  it('is refused when the alert was withdrawn', () => {
    expect(codeOf(() => acknowledge({ ...running, state: 'cancelled' }, 'accepted', null, now))).toBe(
      'alert_over',
    );
  });

  it('carries a promise that lies ahead and within a week', () => {
    const promise = (replyBy: string) => acknowledge(running, 'accepted', replyBy, now).payload.replyBy;
    expect(promise(plusMs(now, 1))).toBe(plusMs(now, 1));
    expect(promise(plusMs(now, 7 * day))).toBe(plusMs(now, 7 * day));
    for (const replyBy of [now, plusMs(now, -1), plusMs(now, 7 * day + 1)])
      expect(codeOf(() => promise(replyBy))).toBe('reply_by_passed');
  });

  it('keeps the promise of the receipt, unless a new one is given, or it was kept, or its time is up', () => {
    const promised = { ...received, replyBy: inMinutes(20) };
    const replyBy = (one: Escalation, wished: string | null = null, at = now) =>
      acknowledge(one, 'accepted', wished, at).payload.replyBy;
    expect(replyBy(promised)).toBe(inMinutes(20));
    expect(replyBy(promised, inMinutes(40))).toBe(inMinutes(40));
    expect(replyBy({ ...promised, answeredAt: now })).toBe(null);
    expect(replyBy(promised, null, inMinutes(20))).toBe(null);
  });
});

describe('What a mark tells the raiser', () => {
  const alert = (seq: number, ...escalations: Escalation[]): Alert => ({
    ...{
      id: 'a',
      incidentId: 'i',
      seq,
      raisedAt: now,
      fromEndId: 'north',
      text: '',
      lang: 'en',
      withdrawnAt: null,
    },
    ...{ urgency: 'Immediate', severity: 'Severe', certainty: 'Observed', escalations },
    raisedBy: {
      officerId: 'o',
      name: 'duty.north',
      role: 'duty_officer',
      stationId: 'north',
      endId: 'north',
    },
  });
  const told = (alerts: Alert[], deliveredSeq: number, openedSeq: number, ends = ['south']) =>
    newlyMarked(alerts, new Set(ends), { deliveredSeq, openedSeq }).map(({ kind }) => kind);

  it('is delivery, or opening, which says delivery too; each once', () => {
    expect(told([alert(5, running)], 5, 0)).toEqual(['alert.delivered']);
    expect(told([alert(5, running)], 5, 5)).toEqual(['alert.opened']);
    expect(told([alert(5, { ...running, deliveredAt: now })], 5, 4)).toEqual([]);
    expect(told([alert(5, { ...running, deliveredAt: now })], 5, 5)).toEqual(['alert.opened']);
    expect(told([alert(5, { ...running, openedAt: now, deliveredAt: now })], 9, 9)).toEqual([]);
  });

  it('is nothing of alerts further on, nor of other ends', () => {
    expect(told([alert(5, running), alert(6, { ...running, id: 'e2' })], 5, 0)).toEqual(['alert.delivered']);
    expect(told([alert(5, running)], 9, 9, ['north'])).toEqual([]);
  });
});
