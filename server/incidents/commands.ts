// Commands of a case's life: open it, amend it, change its status.
import type { EntryOf } from '../../shared/entry.ts';
import { newId } from '../../shared/ids.ts';
import { beginIncident } from '../../shared/state.ts';
import { actingEnd, type End, endsOfLine } from '../access/ends.ts';
import { actsAs, canSpeak, isCommander, isOfficer } from '../access/policy.ts';
import { incidentChannel } from '../journal/channels.ts';
import { type Command, defineCommand, type NewChannel, type PlacedEntry } from '../platform/command.ts';
import { findLocked } from '../platform/find-locked.ts';
import { openCase, saveCase } from './case.ts';
import { changeStatus, incidentNumber, refusalWhenClosed } from './domain.ts';
import { findLine, insertIncident, nextNumber } from './store.ts';

interface Opening {
  number: string;
  channel: NewChannel;
  sides: NewChannel[];
  incidentId: string;
  ends: End[];
}

function isOpened(entry: PlacedEntry): entry is EntryOf<'incident.opened'> & { channelId: string } {
  return entry.kind === 'incident.opened';
}

/** Where the first of the entries came to stand. */
export function firstPlace(entries: readonly PlacedEntry[]): { channelId: string; seq: number; at: string } {
  const [first] = entries;
  if (!first) throw new Error('a command that appends has an entry');
  return { channelId: first.channelId, seq: first.seq, at: first.at };
}

const openIncident = defineCommand<'incident.open', Opening>({
  name: 'incident.open',
  async load(unit, { lineId }, actor) {
    if (!isOfficer(actor)) return null;
    const find = async () => {
      const line = await findLine(unit.sql, lineId);
      const ends = await endsOfLine(unit.sql, lineId, actor.stationId);
      return line && ends.some(({ mine }) => mine) ? { line, ends } : null;
    };
    // The line is set under this lock too: an end that has just joined would else have no private channel here.
    const found = await findLocked(unit, find, ({ line }) => [line.channelId]);
    if (!found) return null;
    const { line, ends } = found;
    const { year, running } = await nextNumber(unit.sql, lineId, unit.now);
    const incidentId = newId();
    const channel = incidentChannel(lineId, incidentId);
    const sides = ends.map(({ endId }) => incidentChannel(lineId, incidentId, endId));
    for (const one of [channel, ...sides]) await unit.create(one);
    return { number: incidentNumber(line.code, year, running), channel, sides, incidentId, ends };
  },
  allow: (_opening, actor) => actsAs(actor, canSpeak) || 'not_allowed',
  decide({ number, channel, incidentId, ends }, { endId, occurredAt, ...given }, _actor, now) {
    const incident = {
      ...given,
      id: incidentId,
      number,
      status: 'open' as const,
      occurredAt: occurredAt ?? now,
      outcome: null,
      openedAt: now,
      closureAgreedBy: [],
      closedAt: null,
    };
    const by = { endId: actingEnd(ends, endId) };
    return {
      entries: [{ channelId: channel.id, kind: 'incident.opened', payload: { incident }, by }],
      result: (entries) => ({ incidentId, number, channelId: channel.id, seq: firstPlace(entries).seq }),
    };
  },
  async save(unit, { channel }, entries) {
    const opened = entries.find(isOpened);
    if (opened) await insertIncident(unit.sql, beginIncident(channel.id, opened).incident);
    return undefined;
  },
});

const amendIncident = defineCommand({
  name: 'incident.amend',
  load: (unit, { incidentId }, actor) => openCase(unit, incidentId, actor, false),
  allow: ({ state }, actor) => (actsAs(actor, canSpeak) ? (refusalWhenClosed(state) ?? true) : 'not_allowed'),
  decide({ ref, ends }, { changes, endId }) {
    const by = { endId: actingEnd(ends, endId) };
    return {
      entries: [{ channelId: ref.channelId, kind: 'incident.amended', payload: { changes }, by }],
      result: firstPlace,
    };
  },
  save: (unit, { state }, entries) => saveCase(unit, state, entries),
});

const changeIncidentStatus = defineCommand({
  name: 'incident.change_status',
  load: (unit, { incidentId }, actor) => openCase(unit, incidentId, actor, false),
  allow: (_case, actor, { alone }) => actsAs(actor, alone ? isCommander : canSpeak) || 'not_allowed',
  decide({ ref, state, ends }, { endId, to, reason, alone }) {
    const acting = actingEnd(ends, endId);
    const draft = changeStatus(state, {
      to,
      reason,
      alone,
      endId: acting,
      endIds: ends.map((end) => end.endId),
    });
    const status = draft.kind === 'incident.status_changed' ? to : state.incident.status;
    return {
      entries: [{ ...draft, channelId: ref.channelId, by: { endId: acting } }],
      result: (entries) => ({ seq: firstPlace(entries).seq, status }),
    };
  },
  save: (unit, { state }, entries) => saveCase(unit, state, entries),
});

export const incidentCommands: readonly Command[] = [openIncident, amendIncident, changeIncidentStatus];
