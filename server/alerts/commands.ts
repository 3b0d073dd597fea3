// Raise an alert, answer it for an end, withdraw it.
import { refuse } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { Alert } from '../../shared/nouns/alert.ts';
import type { Ladder } from '../../shared/nouns/policy.ts';
import { actingEnd } from '../access/ends.ts';
import { actsAs, canSpeak } from '../access/policy.ts';
import { callFrom, type Reach } from '../escalation/domain.ts';
import { laddersFor } from '../escalation/ladder-store.ts';
import { cancelCalls, loadReach, saveCalls } from '../escalation/store.ts';
import { type Case, openCase, openCaseOnItsLine, saveCase } from '../incidents/case.ts';
import { firstPlace } from '../incidents/commands.ts';
import { refusalWhenClosed } from '../incidents/domain.ts';
import { type Actor, type Command, defineCommand, type Unit } from '../platform/command.ts';
import { acknowledge, addressedEnds } from './domain.ts';
import { incidentOfAlert } from './store.ts';

interface Raising extends Case {
  alertId: string;
  /** An id for the escalation against each end, by end. */
  escalationIds: ReadonlyMap<string, string>;
  ladderOf: (endId: string) => Ladder;
  reach: Reach;
}

const raiseAlert = defineCommand<'alert.raise', Raising>({
  name: 'alert.raise',
  async load(unit, { incidentId, severity }, actor) {
    const opened = await openCaseOnItsLine(unit, incidentId, actor);
    if (!opened) return null;
    const endIds = opened.ends.map(({ endId }) => endId);
    return {
      ...opened,
      alertId: newId(),
      escalationIds: new Map(endIds.map((endId) => [endId, newId()])),
      ladderOf: await laddersFor(unit.sql, opened.ref.lineId, endIds, severity),
      reach: await loadReach(unit.sql, endIds),
    };
  },
  allow: ({ state }, actor) => (actsAs(actor, canSpeak) ? (refusalWhenClosed(state) ?? true) : 'not_allowed'),
  decide({ ref, ends, alertId, escalationIds, ladderOf, reach }, input, _actor, now) {
    const { text, lang, urgency, severity, certainty } = input;
    const fromEndId = actingEnd(ends, input.endId);
    const addressed = addressedEnds(
      ends.map(({ endId }) => endId),
      fromEndId,
      input.toEndIds,
    );
    const to = addressed.map((endId) => ({
      endId,
      escalationId: escalationIds.get(endId) ?? refuse('internal'),
      ladder: ladderOf(endId),
    }));
    const payload = { alertId, fromEndId, text, lang, urgency, severity, certainty, to };
    const calls = to.flatMap(({ endId, escalationId, ladder }) => {
      const climber = {
        id: escalationId,
        alertId,
        endId,
        fromEndId,
        ladder,
        step: -1,
        call: 0,
        round: 1,
        turn: 0,
      };
      return callFrom(climber, { step: 0, call: 1, round: 1 }, 'raised', ref, reach, now);
    });
    return {
      entries: [
        { kind: 'alert.raised', payload, channelId: ref.channelId, by: { endId: fromEndId } },
        ...calls,
      ],
      result: (entries) => ({
        ...firstPlace(entries),
        alertId,
        escalationIds: to.map(({ escalationId }) => escalationId),
      }),
    };
  },
  async save(unit, { state }, entries) {
    const effects = await saveCase(unit, state, entries);
    await saveCalls(unit.sql, entries);
    return effects;
  },
});

interface AlertCase extends Case {
  alert: Alert;
}

async function openAlert(unit: Unit, alertId: string, actor: Actor): Promise<AlertCase | null> {
  const incidentId = await incidentOfAlert(unit.sql, alertId);
  const opened = incidentId === undefined ? null : await openCase(unit, incidentId, actor, false);
  const alert = opened?.state.alerts.find(({ id }) => id === alertId);
  return opened && alert ? { ...opened, alert } : null;
}

const acknowledgeAlert = defineCommand({
  name: 'alert.acknowledge',
  load: (unit, { alertId }, actor) => openAlert(unit, alertId, actor),
  // An answer in a closed case would start a deadline where nobody can say the word that keeps it.
  allow: ({ state }, actor) => (actsAs(actor, canSpeak) ? (refusalWhenClosed(state) ?? true) : 'not_allowed'),
  decide({ ref, ends, alert }, { endId, grade, replyBy }, _actor, now) {
    // Of several ends of his, an officer means the one that was asked, if only one was.
    const asked = ends.filter((end) => alert.escalations.some((one) => one.endId === end.endId));
    const acting = asked.some(({ mine }) => mine)
      ? actingEnd(asked, endId)
      : refuse('end_not_yours', { field: 'endId' });
    const escalation =
      alert.escalations.find((one) => one.endId === acting) ?? refuse('end_not_yours', { field: 'endId' });
    const draft = acknowledge(escalation, grade, replyBy ?? null, now);
    return {
      entries: [{ ...draft, channelId: ref.channelId, by: { endId: acting } }],
      result: (entries) => ({ ...firstPlace(entries), counts: draft.payload.counts }),
    };
  },
  async save(unit, { state }, entries) {
    const answered = entries.flatMap((entry) =>
      entry.kind === 'alert.acknowledged' && entry.payload.counts ? [entry.payload.escalationId] : [],
    );
    await cancelCalls(unit.sql, answered, unit.now);
    return saveCase(unit, state, entries);
  },
});

const withdrawAlert = defineCommand({
  name: 'alert.withdraw',
  load: (unit, { alertId }, actor) => openAlert(unit, alertId, actor),
  allow: ({ state, ends, alert }, actor) => {
    if (!actsAs(actor, canSpeak)) return 'not_allowed';
    const isRaiser = ends.some(({ mine, endId }) => mine && endId === alert.fromEndId);
    return isRaiser ? (refusalWhenClosed(state) ?? true) : 'not_the_raiser';
  },
  decide({ ref, alert }, { reason }) {
    if (alert.withdrawnAt !== null) refuse('alert_over');
    const payload = { alertId: alert.id, reason };
    const by = { endId: alert.fromEndId };
    return {
      entries: [{ kind: 'alert.withdrawn', payload, channelId: ref.channelId, by }],
      result: firstPlace,
    };
  },
  async save(unit, { state, alert }, entries) {
    await cancelCalls(
      unit.sql,
      alert.escalations.map(({ id }) => id),
      unit.now,
    );
    return saveCase(unit, state, entries);
  },
});

export const alertCommands: readonly Command[] = [raiseAlert, acknowledgeAlert, withdrawAlert];
