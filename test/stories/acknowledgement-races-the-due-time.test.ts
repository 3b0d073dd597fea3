// Story: the officer answers in the very moment in which the next step is due. Either may be first; the log is one.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/entry.ts';
import type { TestNode } from '../support/application.ts';
import type { TestOfficer } from '../support/officer.ts';
import { minute, openScene } from '../support/scene.ts';

describe('An acknowledgement in the moment of the due time', () => {
  const { record, node, onWatch, officer } = openScene();
  let other: TestNode;
  let north: TestOfficer;
  let south: TestOfficer;

  beforeAll(async () => {
    other = await record().node();
    [north, south] = await onWatch('duty.north', 'duty.south');
  });

  /** Moves the clock and lets nothing fire yet. */
  const moveClock = (ms: number) =>
    sql`update test_clock set offset_ms = offset_ms + ${ms}`.execute(node().application.db);
  const sweepEverywhere = () => Promise.all([node().application.sweep(), other.application.sweep()]);

  async function afterTurns<T>(turns: number, act: () => Promise<T>): Promise<T> {
    for (let turn = 0; turn < turns; turn += 1) await nextTurn();
    return act();
  }
  /** The word gets a lead over the sweep of so many turns of the event loop; a negative one is the sweep's. */
  async function race<T>(lead: number, word: () => Promise<T>): Promise<T> {
    const [said] = await Promise.all([afterTurns(-lead, word), afterTurns(lead, sweepEverywhere)]);
    return said;
  }
  /** Who wins at how many turns depends on the machine: whoever has lost gets a lead that doubles until he wins. */
  const nextLead = (lead: number, hasWordWon: boolean) => {
    const isHis = hasWordWon ? lead > 0 : lead < 0;
    return isHis ? Math.trunc(lead / 2) : 2 * lead + (hasWordWon ? -3 : 3);
  };

  async function raise() {
    const opened = await north.openIncident('river');
    const { alertId } = await north.raise(opened.incidentId);
    return { ...opened, alertId };
  }
  const kindsOf = (entries: readonly Entry[]) =>
    entries
      .map(({ kind }) => kind)
      .filter((kind) => kind === 'escalation.called' || kind === 'alert.acknowledged');

  it('leaves one log, whoever is first: nothing is called after the answer', async () => {
    const seen = { answeredFirst: 0, calledFirst: 0 };
    let lead = 0;
    for (let round = 0; round < 200 && Math.min(seen.answeredFirst, seen.calledFirst) < 5; round += 1) {
      const { incidentId, channelId, alertId } = await raise();
      await moveClock(2 * minute);
      const answer = { alertId, grade: 'accepted' } as const;
      const { counts } = await race(lead, () => south.send('alert.acknowledge', answer));
      await sweepEverywhere();

      expect(counts).toBe(true);
      const log = await south.entries(channelId);
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_entry, index) => index + 1));
      expect(await north.entries(channelId)).toEqual(log);
      const kinds = kindsOf(log);
      expect(kinds.at(-1)).toBe('alert.acknowledged');
      expect(kinds.length).toBeLessThanOrEqual(3);
      expect((await north.alert(incidentId)).escalation).toMatchObject({
        ...{ state: 'acknowledged', waitingFor: 'follow_up', turn: kinds.length - 1 },
      });
      const answeredFirst = kinds.length === 2;
      seen[answeredFirst ? 'answeredFirst' : 'calledFirst'] += 1;
      lead = nextLead(lead, answeredFirst);
      await south.post(channelId, 'We are on our way');
    }
    expect(Math.min(seen.answeredFirst, seen.calledFirst)).toBeGreaterThanOrEqual(5);
  });

  it('counts one of several officers who answer at once, and keeps the words of all', async () => {
    const everybody = [south, await officer('relief.south'), await officer('commander.south')];
    for (let round = 0; round < 10; round += 1) {
      const { channelId, alertId } = await raise();
      await moveClock(2 * minute);
      const [answers] = await Promise.all([
        Promise.all(everybody.map((one) => one.send('alert.acknowledge', { alertId, grade: 'accepted' }))),
        sweepEverywhere(),
      ]);
      expect(answers.filter(({ counts }) => counts)).toHaveLength(1);
      const said = await north.entriesOf(channelId, 'alert.acknowledged');
      expect(said.map(({ payload }) => payload.counts)).toEqual([true, false, false]);
      await south.post(channelId, 'We are on our way');
    }
  });

  it('fires a step once, however many nodes sweep at once', async () => {
    const raised = await Promise.all(Array.from({ length: 12 }, raise));
    await moveClock(2 * minute);
    await Promise.all([sweepEverywhere(), sweepEverywhere(), sweepEverywhere()]);
    for (const { channelId, alertId } of raised) {
      const calls = await north.entriesOf(channelId, 'escalation.called');
      expect(calls.map(({ payload }) => payload.turn)).toEqual([1, 2]);
      await north.send('alert.withdraw', { alertId, reason: 'It was a drill' });
    }
  });

  it('keeps a message in the moment in which the follow-up is due, or takes the word back: never both', async () => {
    const seen = { kept: 0, takenBack: 0 };
    let lead = 0;
    for (let round = 0; round < 200 && Math.min(seen.kept, seen.takenBack) < 3; round += 1) {
      const { incidentId, channelId, alertId } = await raise();
      await south.send('alert.acknowledge', { alertId, grade: 'accepted' });
      await moveClock(30 * minute);
      const { seq } = await race(lead, () => south.post(channelId, 'We are there'));
      await sweepEverywhere();
      const [lapsed] = await north.entriesOf(channelId, 'alert.acknowledgement_lapsed');
      const { escalation } = await north.alert(incidentId);
      if (lapsed) expect(lapsed.seq).toBeLessThan(seq);
      expect(escalation).toMatchObject(
        lapsed
          ? { state: 'running', waitingFor: 'step' }
          : { state: 'acknowledged', waitingFor: null, answeredAt: expect.any(String) },
      );
      seen[lapsed ? 'takenBack' : 'kept'] += 1;
      lead = nextLead(lead, !lapsed);
      await north.send('alert.withdraw', { alertId, reason: 'It was a drill' });
    }
    expect(Math.min(seen.kept, seen.takenBack)).toBeGreaterThanOrEqual(3);
  });
});
