// Which alerts alarm which seat, and how loudly.
import { describe, expect, test } from 'vitest';
import { alarmsFor, priorityFor, type Waiting } from '../../client/console/state/alarm-list.ts';
import type { Severity } from '../../shared/cap.ts';
import { newId } from '../../shared/ids.ts';
import type { Escalation, QueueItem } from '../../shared/nouns/alert.ts';
import type { Author, Role } from '../../shared/nouns/officer.ts';
import { defaultLadder } from '../../shared/nouns/policy.ts';
import type { Me } from '../../shared/nouns/session.ts';

const now = '2026-11-21T14:00:00.000Z';
const endId = newId();
const fromEndId = newId();
const stationOf = (id: string) => (id === endId ? 'south' : 'north');

function seat(role: Role, stationCode = 'south'): Me {
  const officerId = newId();
  const stationId = newId();
  const organisationId = newId();
  const name = { en: stationCode };
  return {
    sessionId: newId(),
    officer: {
      ...{ id: officerId, username: role, stationId, stationCode, role, name: role, language: 'en' as const },
      disabled: false,
    },
    station: {
      ...{ id: stationId, code: stationCode, organisationId, organisationCode: 'away', parentId: null },
      ...{ parentCode: null, kind: 'post' as const, name, showsWatchOfficer: false, channelId: newId() },
    },
    organisation: {
      ...{ id: organisationId, channelId: newId(), code: 'away', name, kind: 'counterpart' as const },
      ...{ country: 'KH', language: 'km' as const, timeZone: 'Asia/Phnom_Penh' },
    },
    ends: [],
    serverTime: now,
  };
}

interface Given extends Partial<Pick<Escalation, 'state' | 'waitingFor' | 'turn' | 'acknowledgedBy'>> {
  severity?: Severity;
  category?: QueueItem['category'];
  capStatus?: string;
  toCallPeer?: number | null;
  affirmedAt?: string | null;
  addressed?: boolean;
  raisedAt?: string;
  called?: Me[];
}

function item({
  severity = 'Severe',
  category = 'illegal_fishing',
  capStatus = 'Actual',
  toCallPeer = null,
  addressed = true,
  raisedAt = now,
  called = [],
  ...given
}: Given = {}): QueueItem {
  const raisedBy: Author = {
    officerId: newId(),
    name: 'north',
    role: 'duty_officer',
    stationId: newId(),
    endId: fromEndId,
  };
  const alertId = newId();
  return {
    escalation: {
      ...{
        id: newId(),
        alertId,
        endId,
        fromEndId,
        ladder: defaultLadder,
        state: 'running',
        waitingFor: 'step',
      },
      ...{
        dueAt: now,
        step: 0,
        call: 1,
        round: 1,
        turn: 1,
        calledAt: now,
        deliveredAt: null,
        openedAt: null,
      },
      ...{ receivedAt: null, acceptedAt: null, acknowledgedBy: null, acknowledgedSeq: null, replyBy: null },
      ...{ answeredAt: null, takenOverBy: null, exhaustedAt: null, affirmedAt: null },
      ...given,
    },
    alert: {
      ...{
        id: alertId,
        incidentId: newId(),
        seq: 3,
        raisedAt,
        raisedBy,
        fromEndId,
        text: 'Boats',
        lang: 'en',
      },
      ...{ urgency: 'Immediate', severity, certainty: 'Observed', withdrawnAt: null },
    },
    ...{
      incidentId: newId(),
      incidentNumber: 'RIVER-2026-0001',
      incidentTitle: 'Boats',
      category,
      channelId: newId(),
      capStatus,
    },
    ...{ lineId: newId(), lineCode: 'river', addressed, next: null, toCallPeer },
    called: called.map(({ officer }) => ({
      ...{ officerId: officer.id, name: officer.name, role: 'commander' as const, turn: 1, at: now },
      ...{ reachedAt: null, device: null },
    })),
  };
}

const alarms = (items: QueueItem[], me: Me, more: Omit<Waiting, 'items'> = {}) =>
  alarmsFor({ items, ...more }, me, stationOf);

describe('the alarm of a seat', () => {
  test('sounds for the duty officer of the addressed station, and not for the side that raised', () => {
    expect(alarms([item()], seat('duty_officer'))).toMatchObject([{ loud: true, priority: 'critical' }]);
    expect(alarms([item({ addressed: false })], seat('duty_officer', 'north'))).toEqual([]);
  });

  test('is shown to the commander of the station at once, and sounds when the ladder calls him', () => {
    const commander = seat('commander');
    expect(alarms([item()], commander)).toMatchObject([{ loud: false }]);
    expect(alarms([item({ called: [commander] })], commander)).toMatchObject([{ loud: true }]);
  });

  test('reaches commands above when they are called or when nobody is left to call', () => {
    const province = seat('commander', 'south-province');
    expect(alarms([item()], province)).toEqual([]);
    expect(alarms([item({ called: [province] })], province)).toMatchObject([{ loud: true }]);
    expect(alarms([item({ state: 'exhausted', severity: 'Minor' })], province)).toMatchObject([
      { loud: true, priority: 'critical' },
    ]);
  });

  test('never sounds for those who cannot answer', () => {
    expect(alarms([item()], seat('observer'))).toEqual([]);
    expect(alarms([item({ state: 'exhausted' })], seat('admin'))).toEqual([]);
  });

  test('is quiet while the alert is put off, and new when it is called again', () => {
    const duty = seat('duty_officer');
    expect(alarms([item({ waitingFor: 'snooze' })], duty)).toMatchObject([{ loud: false }]);
    const one = item();
    const again = { ...one, escalation: { ...one.escalation, turn: 2 } };
    expect(alarms([one], duty)[0]?.key).not.toBe(alarms([again], duty)[0]?.key);
  });

  test('puts the gravest first, and of equals the one that came first', () => {
    const minor = item({ severity: 'Minor' });
    const late = item({ raisedAt: '2026-11-21T14:05:00.000Z' });
    const early = item();
    const unknown = item({ severity: 'Unknown' });
    const order = alarms([minor, late, unknown, early], seat('duty_officer')).map(
      ({ item: { alert } }) => alert.id,
    );
    expect(order).toEqual([early, late, unknown, minor].map(({ alert }) => alert.id));
  });

  test('is a warning for a severity that only a newer server knows', () => {
    for (const severity of ['Catastrophic', 'constructor', '']) expect(priorityFor(severity)).toBe('warning');
    expect(['Extreme', 'Moderate', 'Minor'].map(priorityFor)).toEqual(['critical', 'warning', 'information']);
  });

  test('tells the officer of the raising side who was called to ring his peer, until he has seen it', () => {
    const ours = item({ addressed: false, toCallPeer: 3 });
    const commander = seat('commander', 'north');
    expect(alarms([ours], commander)).toMatchObject([{ kind: 'peer', loud: true }]);
    expect(alarms([ours], commander, { isSeen: () => true })).toEqual([]);
    expect(alarms([item({ addressed: false })], commander)).toEqual([]);
  });

  test('puts what is real before what is an exercise, however grave that is', () => {
    const drill = item({ severity: 'Extreme', capStatus: 'Exercise' });
    const real = item({ severity: 'Minor' });
    expect(alarms([drill, real], seat('duty_officer'))).toMatchObject([
      { exercise: false, priority: 'information' },
      { exercise: true, priority: 'critical' },
    ]);
  });

  test('is heard again at the station, and by whoever took it, when it was acknowledged and left open', () => {
    const commander = seat('commander', 'south-province');
    const { id: officerId, name, stationId } = commander.officer;
    const acknowledgedBy: Author = { officerId, name, role: 'commander', stationId, endId };
    const open = item({ state: 'acknowledged', severity: 'Severe', affirmedAt: now, acknowledgedBy });
    const stillOpen = [open];
    expect(alarms([], seat('duty_officer'), { stillOpen })).toMatchObject([
      { kind: 'open', loud: true, priority: 'critical', since: now },
    ]);
    expect(alarms([], seat('commander'), { stillOpen })).toMatchObject([{ kind: 'open', loud: false }]);
    expect(alarms([], commander, { stillOpen })).toMatchObject([{ kind: 'open', loud: true }]);
    expect(alarms([], seat('commander', 'south-province'), { stillOpen })).toEqual([]);
  });
});
