// What officers do to a running escalation: escalate now, take over, snooze, and confirm that a call reached them.
import { refuse } from '../../shared/errors.ts';
import { type Escalation, longestSnoozedMs } from '../../shared/nouns/alert.ts';
import { type Instant, plusMs } from '../../shared/time.ts';
import { actsAs, canSpeak, isCommander, isOfficer } from '../access/policy.ts';
import { type Case, openCase, saveCase } from '../incidents/case.ts';
import { firstPlace } from '../incidents/commands.ts';
import { refusalWhenClosed } from '../incidents/domain.ts';
import { type Actor, type Command, defineCommand, type PlacedDraft, type Unit } from '../platform/command.ts';
import { deadlineOfTakeOver, escalateNow, type Reach } from './domain.ts';
import {
  cancelCalls,
  deviceOfSession,
  findCall,
  findEscalation,
  loadReach,
  reachCall,
  saveCalls,
} from './store.ts';

interface Scene extends Case {
  escalation: Escalation;
  raisedAt: Instant;
  /** Whether the officer belongs to the end that must answer; else he belongs to the one that raised. */
  addressed: boolean;
  raising: boolean;
  reach: Reach;
}

/** `withSides` where somebody may be called: whatever else is done must not wait for a private note. */
async function openEscalation(
  unit: Unit,
  escalationId: string,
  actor: Actor,
  withSides: boolean,
): Promise<Scene | null> {
  const found = await findEscalation(unit.sql, escalationId);
  const opened = found && (await openCase(unit, found.incidentId, actor, withSides));
  if (!opened) return null;
  const alert = opened.state.alerts.find(({ escalations }) =>
    escalations.some(({ id }) => id === escalationId),
  );
  const escalation = alert?.escalations.find(({ id }) => id === escalationId);
  if (!alert || !escalation) return null;
  const isMine = (endId: string) => opened.ends.some((end) => end.mine && end.endId === endId);
  return {
    ...opened,
    escalation,
    raisedAt: alert.raisedAt,
    addressed: isMine(escalation.endId),
    raising: isMine(escalation.fromEndId),
    reach: await loadReach(unit.sql, [escalation.endId, escalation.fromEndId]),
  };
}

const commandsTheAddressed = ({ addressed }: Scene, actor: Actor) =>
  (addressed && actsAs(actor, isCommander)) || ('not_allowed' as const);

const escalateNowCommand = defineCommand({
  name: 'escalation.escalate_now',
  load: (unit, { escalationId }, actor) => openEscalation(unit, escalationId, actor, true),
  // The raising end may press too, but only its commander: it calls the other side's superiors.
  allow: ({ addressed, raising }, actor) =>
    (addressed && actsAs(actor, canSpeak)) || (raising && actsAs(actor, isCommander)) || 'not_allowed',
  decide({ ref, escalation, reach, addressed }, { turn, reason }, _actor, now) {
    // An answer that came while the finger was on its way stands: the turn does not tell of it, the state does.
    if (escalation.state !== 'running') refuse('escalation_not_running');
    // What the officer saw is gone: a second click, or the deadline was faster.
    if (escalation.turn !== turn) refuse('stale_step');
    const by = { endId: addressed ? escalation.endId : escalation.fromEndId };
    const entries = escalateNow(escalation, ref, reach, now, reason).map(
      (draft): PlacedDraft => (draft.channelId === ref.channelId ? { ...draft, by } : draft),
    );
    return { entries, result: firstPlace };
  },
  async save(unit, { state }, entries) {
    await saveCalls(unit.sql, entries);
    return saveCase(unit, state, entries);
  },
});

const takeOver = defineCommand({
  name: 'escalation.take_over',
  load: (unit, { escalationId }, actor) => openEscalation(unit, escalationId, actor, false),
  allow: (scene, actor) => {
    const commands = commandsTheAddressed(scene, actor);
    return commands === true ? (refusalWhenClosed(scene.state) ?? true) : commands;
  },
  decide({ ref, escalation }, { reason }, actor, now) {
    const { id: escalationId, alertId, endId } = escalation;
    if (escalation.state === 'cancelled') refuse('alert_over');
    const officerId = isOfficer(actor) ? actor.officerId : null;
    const payload = {
      ...{ escalationId, alertId, endId, ...deadlineOfTakeOver(escalation, officerId, now) },
      ...(reason === undefined ? {} : { reason }),
    };
    return {
      entries: [{ kind: 'escalation.taken_over', payload, channelId: ref.channelId, by: { endId } }],
      result: firstPlace,
    };
  },
  async save(unit, { state, escalation }, entries) {
    await cancelCalls(unit.sql, [escalation.id], unit.now);
    return saveCase(unit, state, entries);
  },
});

const snooze = defineCommand({
  name: 'escalation.snooze',
  load: (unit, { escalationId }, actor) => openEscalation(unit, escalationId, actor, false),
  allow: commandsTheAddressed,
  decide({ ref, escalation, raisedAt }, { forMs, reason }, _actor, now) {
    const { id: escalationId, alertId, endId } = escalation;
    if (escalation.state !== 'running') refuse('escalation_not_running');
    const until = plusMs(now, forMs);
    if (until > plusMs(raisedAt, longestSnoozedMs)) refuse('snooze_too_long', { field: 'forMs' });
    const payload = { escalationId, alertId, endId, until, reason };
    return {
      entries: [{ kind: 'escalation.snoozed', payload, channelId: ref.channelId, by: { endId } }],
      result: firstPlace,
    };
  },
  save: (unit, { state }, entries) => saveCase(unit, state, entries),
});

interface PlacedCall {
  sideChannelId: string;
  alertId: string;
  name: string;
  reached: boolean;
  device: string;
  officerId: string;
}

const confirmCall = defineCommand<'escalation.confirm_call', PlacedCall>({
  name: 'escalation.confirm_call',
  async load(unit, { escalationId, turn }, actor) {
    if (!isOfficer(actor)) return null;
    const { officerId, sessionId } = actor;
    const before = await findCall(unit.sql, escalationId, turn, officerId);
    if (!before) return null;
    await unit.lock([before.sideChannelId]);
    const call = await findCall(unit.sql, escalationId, turn, officerId);
    return call ? { ...call, officerId, device: await deviceOfSession(unit.sql, sessionId) } : null;
  },
  allow: () => true,
  decide({ sideChannelId, alertId, name, reached, device, officerId }, { escalationId, turn }) {
    const payload = { escalationId, alertId, turn, device, officer: { officerId, name } };
    return {
      entries: reached ? [] : [{ kind: 'call.reached', payload, channelId: sideChannelId }],
      result: () => ({ counts: !reached }),
    };
  },
  async save(unit, { reached, officerId, device }, _entries, { escalationId, turn }) {
    if (!reached) await reachCall(unit.sql, { escalationId, turn, officerId, device }, unit.now);
    return undefined;
  },
});

export const escalationCommands: readonly Command[] = [escalateNowCommand, takeOver, snooze, confirmCall];
