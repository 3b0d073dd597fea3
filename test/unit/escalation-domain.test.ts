// The ladder, pure: whom it calls, how it climbs, what it waits for.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Channels,
  callFrom,
  deadlineAfter,
  escalateNow,
  nextPosition,
  onDeadline,
  type Reach,
} from '../../server/escalation/domain.ts';
import type { PlacedDraft } from '../../server/platform/command.ts';
import type { CalledOfficer, Escalation, WaitingFor } from '../../shared/nouns/alert.ts';
import { type Ladder, ladder as ladderSchema, type Step } from '../../shared/nouns/policy.ts';
import { minute, plusMs } from '../../shared/time.ts';

const now = '2026-11-21T14:00:00.000Z';
const channels: Channels = {
  channelId: 'shared',
  sides: new Map([
    ['theirs', 'their side'],
    ['ours', 'our side'],
  ]),
};
const step = (more: Partial<Step> = {}): Step => ({
  ...{ level: 'station', role: 'duty_officer', waitMs: 2 * minute, repeats: 0, tellPeer: false },
  ...more,
});
const ladder: Ladder = {
  steps: [
    step({ repeats: 1 }),
    step({ role: 'commander', waitMs: 3 * minute }),
    step({ level: 'province', role: 'commander', waitMs: 5 * minute, tellPeer: true }),
  ],
  acceptWithinMs: 5 * minute,
  followUpWithinMs: 30 * minute,
};
const escalation = (more: Partial<Escalation> = {}): Escalation => ({
  ...{ id: 'escalation', alertId: 'alert', endId: 'theirs', fromEndId: 'ours', ladder, state: 'running' },
  ...{ waitingFor: 'step', dueAt: now, step: 0, call: 1, round: 1, turn: 1, calledAt: now },
  ...{ deliveredAt: null, openedAt: null, receivedAt: null, acceptedAt: null, acknowledgedBy: null },
  ...{
    acknowledgedSeq: null,
    replyBy: null,
    answeredAt: null,
    takenOverBy: null,
    exhaustedAt: null,
    affirmedAt: null,
  },
  ...more,
});
const person = (name: string, role: CalledOfficer['role']): CalledOfficer => ({
  ...{ officerId: name, name, role, devices: [] },
});
const everybody: Reach = (endId, level, role) => ({
  officers: [person(`${role} of ${level} of ${endId}`, role)],
  missing: null,
});
const nobody: Reach = () => ({ officers: [], missing: 'no_account' });
const without =
  (...levels: readonly string[]): Reach =>
  (endId, level, role) =>
    levels.includes(level) ? { officers: [], missing: 'no_station' } : everybody(endId, level, role);

const kinds = (drafts: readonly PlacedDraft[]) =>
  drafts.map(({ kind, channelId }) => `${kind} in ${channelId}`);
const calledBy = (drafts: readonly PlacedDraft[]) =>
  drafts.flatMap((draft) => (draft.kind === 'escalation.called' ? [draft.payload] : []));

describe('A step', () => {
  it('is called in the shared channel by level, and by name in the private channel of its end', () => {
    const drafts = callFrom(
      escalation({ turn: 0 }),
      { step: 0, call: 1, round: 1 },
      'raised',
      channels,
      everybody,
      now,
    );
    expect(kinds(drafts)).toEqual(['escalation.called in shared', 'call.placed in their side']);
    expect(calledBy(drafts)).toMatchObject([{ turn: 1, step: 0, call: 1, dueAt: plusMs(now, 2 * minute) }]);
    expect(JSON.stringify(drafts[0])).not.toContain('duty_officer of');
    expect(drafts.every(({ by }) => by === 'system')).toBe(true);
  });

  it('tells the same level of the raising end to call its peer, where the policy says so', () => {
    const drafts = callFrom(escalation(), { step: 2, call: 1, round: 1 }, 'due', channels, everybody, now);
    expect(kinds(drafts).slice(1)).toEqual(['call.placed in their side', 'call.placed in our side']);
    expect(drafts[1]?.payload).toMatchObject({ toCallPeer: false });
    expect(drafts[2]?.payload).toMatchObject({
      ...{ toCallPeer: true, officers: [{ name: 'commander of province of ours' }] },
    });
  });

  it('tells nobody to call his peer where the same command stands above both ends', () => {
    const common: Reach = (_endId, level, role) => everybody('both', level, role);
    const drafts = callFrom(escalation(), { step: 2, call: 1, round: 1 }, 'due', channels, common, now);
    expect(kinds(drafts)).toEqual(['escalation.called in shared', 'call.placed in their side']);
    expect(calledBy(drafts)).toMatchObject([{ peer: null }]);
  });

  it('that has nobody to call is passed over and said, and the repeats of it are passed over with it', () => {
    const drafts = onDeadline(escalation(), channels, without('station'), now);
    expect(kinds(drafts).slice(0, 3)).toEqual([
      ...[
        'escalation.step_skipped in shared',
        'escalation.step_skipped in shared',
        'escalation.called in shared',
      ],
    ]);
    expect(calledBy(drafts)).toMatchObject([{ step: 2, call: 1, turn: 2 }]);
  });

  it('is called again while it has repeats left, and then the one above', () => {
    expect(nextPosition(escalation())).toEqual({ step: 0, call: 2, round: 1 });
    expect(nextPosition(escalation({ call: 2 }))).toEqual({ step: 1, call: 1, round: 1 });
    expect(nextPosition(escalation({ step: -1, call: 0 }))).toEqual({ step: 0, call: 1, round: 1 });
  });

  it('above is called by “escalate now”, repeats or not', () => {
    expect(calledBy(escalateNow(escalation(), channels, everybody, now))).toMatchObject([
      { step: 1, call: 1, cause: 'escalated_now' },
    ]);
  });
});

describe('The top of the ladder', () => {
  const atTheTop = (call: number) =>
    escalation({
      step: 1,
      call,
      ladder: { ...ladder, steps: [step(), step({ role: 'commander', repeats: 2 })] },
    });

  it.each([
    ['“escalate now”', (call: number) => escalateNow(atTheTop(call), channels, everybody, now)],
    [
      'a receipt that nobody accepted',
      (call: number) =>
        onDeadline(
          { ...atTheTop(call), state: 'acknowledged', waitingFor: 'accept' },
          channels,
          everybody,
          now,
        ),
    ],
  ])('is called again by %s while it has repeats left, and is exhausted after them', (_what, act) => {
    expect(calledBy(act(1))).toMatchObject([{ step: 1, call: 2 }]);
    expect(calledBy(act(2))).toMatchObject([{ step: 1, call: 3 }]);
    expect(act(3).at(-1)?.kind).toBe('escalation.exhausted');
  });

  it('is the highest step that has anybody to call', () => {
    const drafts = escalateNow(
      escalation(),
      channels,
      (...where) => (where[2] === 'commander' ? nobody : everybody)(...where),
      now,
    );
    expect(calledBy(drafts)).toMatchObject([{ step: 0, call: 2, cause: 'escalated_now' }]);
  });
});

describe('The end of the ladder', () => {
  it('is exhaustion, said once, and so is a ladder that calls nobody at all', () => {
    const last = onDeadline(escalation({ step: 2 }), channels, everybody, now);
    expect(kinds(last)).toEqual(['escalation.exhausted in shared']);
    const empty = callFrom(
      escalation({ step: -1 }),
      { step: 0, call: 1, round: 1 },
      'raised',
      channels,
      nobody,
      now,
    );
    expect(kinds(empty).at(-1)).toBe('escalation.exhausted in shared');
    expect(empty).toHaveLength(ladder.steps.length + 1);
  });
});

describe('A deadline that has passed', () => {
  const passed = (waitingFor: WaitingFor | null, more: Partial<Escalation> = {}) =>
    onDeadline(escalation({ state: 'acknowledged', waitingFor, ...more }), channels, everybody, now);

  it('takes an unaccepted receipt back and calls the one above, in the same round', () => {
    const drafts = passed('accept');
    expect(drafts[0]).toMatchObject({ payload: { reason: 'not_accepted' } });
    expect(calledBy(drafts)).toMatchObject([{ step: 1, round: 1, cause: 'lapsed' }]);
  });

  it('takes a broken promise or an empty word back and starts a new round from the first step', () => {
    for (const [waitingFor, reason] of [
      ['reply', 'reply_overdue'],
      ['follow_up', 'no_follow_up'],
    ] as const) {
      const drafts = passed(waitingFor, { step: 2, turn: 4 });
      expect(drafts[0]).toMatchObject({ payload: { reason } });
      expect(calledBy(drafts)).toMatchObject([{ step: 0, call: 1, round: 2, turn: 5, cause: 'lapsed' }]);
    }
  });

  it('ends a snooze with the call that was put off', () => {
    const drafts = passed('snooze', { state: 'running', step: 0, call: 2, turn: 2 });
    expect(calledBy(drafts)).toMatchObject([{ step: 0, call: 2, turn: 3, cause: 'snooze_ended' }]);
  });

  it('is nothing where nothing was waited for', () => {
    expect(passed(null)).toEqual([]);
  });
});

describe('What an acknowledgement waits for', () => {
  const due = (minutes: number) => plusMs(now, minutes * minute);
  const none = { ...ladder, acceptWithinMs: null, followUpWithinMs: null };

  it.each([
    ['a receipt: the acceptance', ladder, 'received', null, 'accept', due(5)],
    ['a receipt with a later promise: the acceptance first', ladder, 'received', due(9), 'accept', due(5)],
    ['a receipt with an earlier promise: the reply first', ladder, 'received', due(3), 'reply', due(3)],
    ['an acceptance: the follow-up', ladder, 'accepted', null, 'follow_up', due(30)],
    ['an acceptance with a promise: the reply', ladder, 'accepted', due(90), 'reply', due(90)],
    [
      'a receipt where none need accept: the follow-up',
      { ...ladder, acceptWithinMs: null },
      'received',
      null,
      'follow_up',
      due(30),
    ],
    ['anything where the policy asks for nothing: nothing', none, 'received', null, null, null],
    ['a promise where the policy asks for nothing: the reply', none, 'accepted', due(4), 'reply', due(4)],
  ] as const)('%s', (_what, policy, grade, replyBy, waitingFor, dueAt) => {
    expect(deadlineAfter(policy, grade, replyBy, now)).toEqual({ waitingFor, dueAt });
  });
});

describe('Any ladder that nobody answers', () => {
  const levels = fc.constantFrom('station', 'province', 'national');
  const anyStep = fc.record({
    ...{ level: levels, role: fc.constantFrom('duty_officer', 'commander', 'liaison') },
    ...{ waitMs: fc.integer({ min: 1_000, max: 3_600_000 }), repeats: fc.nat(5), tellPeer: fc.boolean() },
  });
  const anyLadder = fc.record({
    ...{ steps: fc.array(anyStep, { minLength: 1, maxLength: 12 }) },
    ...{ acceptWithinMs: fc.constant(null), followUpWithinMs: fc.constant(null) },
  });
  const anyMissing = fc.uniqueArray(levels);

  it('is climbed step by step to the end, each call once, each empty step said once', () => {
    fc.assert(
      fc.property(anyLadder, anyMissing, (policy, missing) => {
        const frozen = ladderSchema.parse(policy);
        const reach = without(...missing);
        let climber = escalation({ ladder: frozen, step: -1, call: 0, turn: 0 });
        let drafts = callFrom(climber, { step: 0, call: 1, round: 1 }, 'raised', channels, reach, now);
        const said: string[] = [];
        for (let turn = 1; ; turn += 1) {
          for (const draft of drafts)
            if (draft.kind === 'escalation.step_skipped') said.push(`${draft.payload.step} skipped`);
          const [called] = calledBy(drafts);
          if (!called) break;
          expect(called.turn).toBe(turn);
          said.push(`${called.step} ${called.call}`);
          climber = { ...climber, ...{ step: called.step, call: called.call, turn: called.turn } };
          drafts = onDeadline(climber, channels, reach, now);
        }
        expect(drafts.at(-1)?.kind).toBe('escalation.exhausted');
        expect(said).toEqual(
          frozen.steps.flatMap(({ level, repeats }, index) =>
            missing.includes(level)
              ? [`${index} skipped`]
              : Array.from({ length: repeats + 1 }, (_none, call) => `${index} ${call + 1}`),
          ),
        );
      }),
    );
  });
});
