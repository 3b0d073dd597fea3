// The reducer, pure: what each entry makes of a case.
import { describe, expect, it } from 'vitest';
import type { Draft, Entry } from '../../shared/entry.ts';
import type { Escalation } from '../../shared/nouns/alert.ts';
import type { Author } from '../../shared/nouns/officer.ts';
import { defaultLadder } from '../../shared/nouns/policy.ts';
import { applyEntry, awaitsWord, beginIncident, type IncidentState } from '../../shared/state.ts';
import { minute, plusMs } from '../../shared/time.ts';
import { aCase, caseOpenedAt, someone } from '../support/case-state.ts';

const south = someone('duty.south', 'south');
const north = someone('duty.north', 'north');
const at = (minutes: number) => plusMs(caseOpenedAt, minutes * minute);

function entry(seq: number, draft: Draft, by: Author | null = null): Entry {
  return { seq, id: `entry ${seq}`, at: at(seq), by, ...draft };
}
/** The state after these, numbered on from where it stands. */
function folded(state: IncidentState, ...said: (readonly [Draft, (Author | null)?])[]): IncidentState {
  return said.reduce(
    (before, [draft, by = null]) => applyEntry(before, entry(before.headSeq + 1, draft, by)),
    state,
  );
}
const one = (state: IncidentState, index = 0): Escalation => {
  const found = state.alerts[index]?.escalations[0];
  if (!found) throw new Error('there is no such alert');
  return found;
};

const ids = { alertId: 'alert 0', escalationId: 'escalation 0', endId: 'south' };
const called = (turn: number, more: object = {}): Draft => ({
  kind: 'escalation.called',
  payload: {
    ...{ ...ids, turn, round: 1, step: 0, call: 1, level: 'station', role: 'duty_officer', cause: 'due' },
    ...{ dueAt: at(99), peer: null },
    ...more,
  },
});
const acknowledged = (more: object = {}): Draft => ({
  kind: 'alert.acknowledged',
  payload: {
    ...ids,
    grade: 'accepted',
    replyBy: null,
    counts: true,
    waitingFor: 'follow_up',
    dueAt: at(60),
    ...more,
  },
});
const word: Draft = { kind: 'message.posted', payload: { text: 'Here', lang: 'en', marker: 'answer' } };
const lapsed: Draft = { kind: 'alert.acknowledgement_lapsed', payload: { ...ids, reason: 'no_follow_up' } };
const calling = folded(aCase({}, [{}]), [called(1)]);

describe('The state of a case', () => {
  it('begins with its opening, by whom and where', () => {
    const { channelId: _channel, openedBy: _by, ...incident } = aCase().incident;
    const opening = {
      ...entry(1, { kind: 'incident.opened', payload: { incident } }, north),
      kind: 'incident.opened' as const,
      payload: { incident },
    };
    const state = beginIncident('channel', opening);
    expect(state).toEqual({ ...aCase(), headSeq: 1 });
    expect(() => beginIncident('channel', { ...opening, by: null })).toThrow();
  });

  it('moves on with every entry, and with none that it has had', () => {
    const state = aCase();
    const said = entry(2, { kind: 'incident.amended', payload: { changes: { subjects: 3 } } }, north);
    const next = applyEntry(state, said);
    expect(next).toMatchObject({ headSeq: 2, incident: { subjects: 3, title: 'Boats' } });
    expect(applyEntry(next, said)).toBe(next);
    expect(state.incident.subjects).toBe(null);
  });

  it('loses no field to a change that is not there', () => {
    const changes = { title: undefined, outcome: 'Done' } as unknown as { outcome: string };
    expect(
      folded(aCase(), [{ kind: 'incident.amended', payload: { changes } }, north]).incident,
    ).toMatchObject({
      ...{ title: 'Boats', outcome: 'Done' },
    });
  });

  it('keeps an entry of a kind that it does not know as a number only', () => {
    const strange = { ...entry(2, word), kind: 'sky.fell' } as unknown as Entry;
    expect(applyEntry(aCase(), strange)).toEqual({ ...aCase(), headSeq: 2 });
  });

  it('forgets who agreed to a closure when it is reopened, and settles what alerts waited for when it is closed', () => {
    const agreed: Draft = { kind: 'incident.closure_agreed', payload: { endId: 'north', reason: 'r' } };
    const change = (to: 'closed' | 'open', alone = false): Draft => ({
      kind: 'incident.status_changed',
      payload: { from: 'resolved', to, reason: 'r', alone },
    });
    const closed = folded(calling, [acknowledged(), south], [agreed, north], [change('closed'), south]);
    expect(closed.incident).toMatchObject({
      status: 'closed',
      closureAgreedBy: ['north'],
      closedAt: at(closed.headSeq),
      closedAlone: false,
    });
    const alone = folded(calling, [acknowledged(), south], [change('closed', true), south]);
    expect(alone.incident).toMatchObject({ status: 'closed', closedAlone: true });
    expect(folded(alone, [change('open'), north]).incident).toMatchObject({ closedAlone: false });
    expect(one(closed)).toMatchObject({ state: 'acknowledged', waitingFor: null, dueAt: null });
    expect(folded(closed, [change('open'), north]).incident).toMatchObject({
      ...{ status: 'open', closureAgreedBy: [], closedAt: null },
    });
  });
});

describe('An escalation', () => {
  it('begins uncalled and takes its place and its due time from the call', () => {
    const raised: Draft = {
      kind: 'alert.raised',
      payload: {
        ...{ alertId: 'new', fromEndId: 'north', text: 'Answer', lang: 'en', urgency: 'Immediate' },
        ...{ severity: 'Severe', certainty: 'Observed' },
        to: [{ endId: 'south', escalationId: 'new one', ladder: defaultLadder }],
      },
    };
    const state = folded(aCase(), [raised, north]);
    expect(state.alerts).toMatchObject([{ seq: 2, raisedBy: { name: 'duty.north' } }]);
    expect(one(state)).toMatchObject({ state: 'running', step: -1, turn: 0, waitingFor: null, dueAt: null });
    expect(one(calling)).toMatchObject({
      turn: 1,
      step: 0,
      waitingFor: 'step',
      dueAt: at(99),
      calledAt: at(3),
    });
  });

  it('takes the times of delivery and opening once each, opening standing for both', () => {
    const marked = folded(calling, [{ kind: 'alert.opened', payload: ids }, south]);
    expect(one(marked)).toMatchObject({ deliveredAt: at(4), openedAt: at(4) });
    const both = folded(
      calling,
      [{ kind: 'alert.delivered', payload: ids }, south],
      [{ kind: 'alert.opened', payload: ids }, south],
    );
    expect(one(both)).toMatchObject({ deliveredAt: at(4), openedAt: at(5) });
  });

  it('is changed by an acknowledgement that counts, and not by one for the record', () => {
    const answered = folded(calling, [acknowledged({ grade: 'received', waitingFor: 'accept' }), south]);
    expect(one(answered)).toMatchObject({
      ...{ state: 'acknowledged', receivedAt: at(4), acceptedAt: null, acknowledgedSeq: 4 },
    });
    const later = folded(answered, [acknowledged({ counts: false }), north]);
    expect(one(later)).toEqual({ ...one(answered), affirmedAt: at(5) });
    expect(one(folded(answered, [acknowledged(), south]))).toMatchObject({
      receivedAt: at(4),
      acceptedAt: at(5),
    });
  });

  it('is as if never answered when the acknowledgement is taken back', () => {
    const before = folded(calling, [acknowledged({ replyBy: at(50), waitingFor: 'reply' }), south]);
    const kept = folded(before, [word, south]);
    expect(one(folded(kept, [lapsed])).answeredAt).toBe(null);
    expect(one(folded(before, [lapsed], [called(2, { round: 2 })]))).toEqual({
      ...one(calling),
      ...{ turn: 2, round: 2, calledAt: at(6), answeredAt: null },
    });
  });

  it('is settled by a message of its own end only, whatever that end owes', () => {
    const waiting = folded(calling, [acknowledged(), south]);
    expect(one(folded(waiting, [word, north]))).toEqual(one(waiting));
    expect(one(folded(waiting, [word, south]))).toMatchObject({
      waitingFor: null,
      dueAt: null,
      answeredAt: at(5),
    });
    expect(one(folded(calling, [word, south]))).toEqual(one(calling));
  });

  it('that was only received still owes the acceptance after a promised word', () => {
    const received = { grade: 'received', replyBy: at(50) };
    const early = folded(calling, [acknowledged({ ...received, waitingFor: 'reply', dueAt: at(50) }), south]);
    const acceptBy = plusMs(at(4), defaultLadder.acceptWithinMs ?? 0);
    expect(one(folded(early, [word, south]))).toMatchObject({
      ...{ waitingFor: 'accept', dueAt: acceptBy, answeredAt: at(5) },
    });
    const late = folded(calling, [
      acknowledged({ ...received, waitingFor: 'accept', dueAt: acceptBy }),
      south,
    ]);
    expect(awaitsWord(one(late))).toBe(true);
    const said = folded(late, [word, south]);
    expect(one(said)).toMatchObject({ waitingFor: 'accept', dueAt: acceptBy, answeredAt: at(5) });
    expect(awaitsWord(one(said))).toBe(false);
  });

  it('that was received without a promise waits on, whatever is said', () => {
    const received = folded(calling, [acknowledged({ grade: 'received', waitingFor: 'accept' }), south]);
    expect(awaitsWord(one(received))).toBe(false);
    expect(one(folded(received, [word, south]))).toEqual(one(received));
  });

  it('is exhausted until it is answered or called again', () => {
    const exhausted = folded(calling, [{ kind: 'escalation.exhausted', payload: ids }]);
    expect(one(exhausted)).toMatchObject({ state: 'exhausted', dueAt: null, exhaustedAt: at(4) });
    expect(one(folded(exhausted, [acknowledged(), south]))).toMatchObject({ exhaustedAt: null });
    expect(one(folded(exhausted, [called(2)]))).toMatchObject({ state: 'running', exhaustedAt: null });
  });

  it('is put off by a snooze without being answered', () => {
    const payload = { ...ids, until: at(200), reason: 'In sight' };
    const snoozed = folded(calling, [{ kind: 'escalation.snoozed', payload }, south]);
    expect(one(snoozed)).toMatchObject({ state: 'running', waitingFor: 'snooze', dueAt: at(200), turn: 1 });
  });

  it('is in the commander’s hands after a take-over, and an earlier answer keeps its name', () => {
    const payload = { ...ids, waitingFor: 'follow_up' as const, dueAt: at(70) };
    const taken: Draft = { kind: 'escalation.taken_over', payload };
    const commander = someone('commander.south', 'south');
    expect(one(folded(calling, [taken, commander]))).toMatchObject({
      ...{ state: 'acknowledged', acknowledgedBy: commander, takenOverBy: commander, acceptedAt: at(4) },
    });
    const before = folded(calling, [acknowledged({ grade: 'received', replyBy: at(50) }), south]);
    expect(one(folded(before, [taken, commander]))).toMatchObject({
      ...{
        acknowledgedBy: south,
        takenOverBy: commander,
        receivedAt: at(4),
        acceptedAt: at(5),
        replyBy: null,
      },
    });
    const bound: Draft = { kind: 'escalation.taken_over', payload: { ...payload, waitingFor: 'reply' } };
    expect(one(folded(before, [bound, commander]))).toMatchObject({ replyBy: at(50), waitingFor: 'reply' });
  });

  it('is cancelled with every other of its alert when that is withdrawn, and no other alert is touched', () => {
    const two = aCase({}, [{}, {}]);
    const payload = { alertId: 'alert 0', reason: 'r' };
    const state = folded(two, [{ kind: 'alert.withdrawn', payload }, north]);
    expect(state.alerts[0]?.withdrawnAt).toBe(at(4));
    expect(one(state, 0).state).toBe('cancelled');
    expect(state.alerts[1]).toBe(two.alerts[1]);
  });
});
