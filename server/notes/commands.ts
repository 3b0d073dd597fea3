// Private notes: written to the side channel of one's own end, and locking nothing that the other end could feel.
import { actingEnd, type End, endsOfLine } from '../access/ends.ts';
import { actsAs, canSpeak, isOfficer } from '../access/policy.ts';
import { firstPlace } from '../incidents/commands.ts';
import { type CaseRef, findCases } from '../incidents/store.ts';
import { type Command, defineCommand } from '../platform/command.ts';

interface Noting {
  ref: CaseRef;
  ends: End[];
  endId: string;
  sideId: string;
}

const writeNote = defineCommand<'note.write', Noting>({
  name: 'note.write',
  async load(unit, { incidentId, endId: wished }, actor) {
    const [ref] = await findCases(unit.sql, { incidentId });
    if (!ref || !isOfficer(actor)) return null;
    const ends = await endsOfLine(unit.sql, ref.lineId, actor.stationId);
    const endId = actingEnd(ends, wished);
    const sideId = ref.sides.get(endId);
    if (sideId === undefined) return null;
    await unit.lock([sideId]);
    return { ref, ends, endId, sideId };
  },
  // A closed case still takes notes: a side reviews in private what was settled in common.
  allow: (_noting, actor) => actsAs(actor, canSpeak) || 'not_allowed',
  decide({ sideId, endId }, { text, lang }) {
    return {
      entries: [{ kind: 'note.written', payload: { text, lang }, channelId: sideId, by: { endId } }],
      result: firstPlace,
    };
  },
});

export const noteCommands: readonly Command[] = [writeNote];
