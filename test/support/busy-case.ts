// A case on which everybody does whatever comes to his mind, by chance: what the record must stand.
import { Refusal } from '../../shared/errors.ts';
import type { Escalation } from '../../shared/nouns/alert.ts';
import { longestReplyByMs } from '../../shared/nouns/alert.ts';
import type { TestOfficer } from './officer.ts';
import { minute } from './scene.ts';
import type { Chance } from './seeded.ts';

export interface BusyCase {
  incidentId: string;
  channelId: string;
  /** Officers of both ends, of every role that may write, and one who may not. */
  everybody: readonly TestOfficer[];
  chance: Chance;
  advance(ms: number): Promise<void>;
  /** Now by the record's clock. */
  now(): number;
}

/** What an act is called, and the act. It may be refused. */
export type Act = readonly [name: string, run: () => Promise<unknown>];

const farthest = 3_000;

/** Chooses what somebody does next. Reads the case first, so that what he does has a chance to make sense. */
export async function nextAct({ chance, everybody, advance, now, ...ref }: BusyCase): Promise<Act> {
  const { incidentId, channelId } = ref;
  const who = chance.oneOf(everybody);
  const { alerts, incident, headSeq } = await who.read(incidentId);
  const escalations = alerts.flatMap((alert) => alert.escalations);
  const open = escalations.filter(({ state }) => state !== 'cancelled');
  const some = <T>(choices: readonly T[]) => (choices.length > 0 ? chance.oneOf(choices) : undefined);
  const against =
    some(open.filter(({ state }) => state === 'running' || chance.below(3) === 0)) ?? some(open);
  const inMs = (ms: number) => new Date(now() + ms).toISOString();

  const raise: Act = ['raise', () => who.raise(incidentId)];
  const acts: (Act | undefined)[] = [
    ...Array.from({ length: 5 }, (): Act => ['post', () => who.post(channelId, `word ${chance.below(99)}`)]),
    open.length < 4 ? raise : undefined,
    ['note', () => who.send('note.write', { incidentId, text: 'For us', lang: 'en' })],
    ['mark', () => who.send('channel.mark', marks())],
    ['mark', () => who.send('channel.mark', marks())],
    ['amend', () => who.send('incident.amend', { incidentId, changes: { subjects: chance.below(9) } })],
    ['status', () => who.send('incident.change_status', { incidentId, reason: 'Because', ...wish() })],
    ...Array.from({ length: 4 }, (): Act => ['advance', () => advance((1 + chance.below(12)) * minute)]),
    ...(against ? actsOn(against) : [raise]),
  ];
  return chance.oneOf(acts.filter((act) => act !== undefined));

  function marks() {
    const upTo = () => chance.below(headSeq + 2);
    return { channelId, deliveredSeq: upTo(), openedSeq: upTo() };
  }

  function wish() {
    const to =
      incident.status === 'closed'
        ? 'open'
        : chance.oneOf(['open', 'in_progress', 'resolved', 'closed'] as const);
    return { to, alone: chance.below(3) === 0 };
  }

  function actsOn({ id: escalationId, alertId, turn }: Escalation): Act[] {
    const seen = chance.below(4) === 0 ? Math.max(turn - 1, 0) : turn;
    const acknowledge = (grade: 'received' | 'accepted'): Act => {
      const promise = chance.below(3) === 0 ? chance.oneOf([2, 7, 20, farthest]) * minute : null;
      const replyBy = promise !== null && promise < longestReplyByMs ? { replyBy: inMs(promise) } : {};
      return [`acknowledge ${grade}`, () => who.send('alert.acknowledge', { alertId, grade, ...replyBy })];
    };
    const snooze = { escalationId, forMs: (1 + chance.below(20)) * minute, reason: 'In sight' };
    return [
      ...[acknowledge('received'), acknowledge('received'), acknowledge('accepted'), acknowledge('accepted')],
      ['escalate now', () => who.send('escalation.escalate_now', { escalationId, turn: seen })],
      ['take over', () => who.send('escalation.take_over', { escalationId, reason: 'In my hands' })],
      ['snooze', () => who.send('escalation.snooze', snooze)],
      ['snooze', () => who.send('escalation.snooze', snooze)],
      ['confirm', () => who.send('escalation.confirm_call', { escalationId, turn: Math.max(turn, 1) })],
      ...(chance.below(4) === 0
        ? [['withdraw', () => who.send('alert.withdraw', { alertId, reason: 'Found' })] as const]
        : []),
    ];
  }
}

/** Runs an act; whether it was done. A refusal is an answer too; anything else fails the test. */
export async function attempt([name, run]: Act): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'internal') return false;
    throw new Error(`“${name}” failed`, { cause: error });
  }
}
