// Times as the console writes and reads them: 24 hours, day first, in the reader's zone.
import { describe, expect, test } from 'vitest';
import {
  calendarDay,
  clocksOfBothEnds,
  clockTime,
  dateOf,
  fieldTime,
  instantOf,
  nextTime,
  roughSpan,
  runningTime,
  zoneMark,
} from '../../client/console/state/format.ts';

const hanoi = 'Asia/Ho_Chi_Minh';
const beijing = 'Asia/Shanghai';
const at = '2026-11-21T16:59:58.000Z';

describe('times of the console', () => {
  test('a moment is written with 24 hours and the day first, in the zone of the reader', () => {
    expect(clockTime(at, hanoi)).toBe('23:59:58');
    expect(calendarDay(at, hanoi)).toBe('21/11/2026');
    expect(clockTime(at, beijing)).toBe('00:59:58');
    expect(calendarDay(at, beijing)).toBe('22/11/2026');
  });

  test('each minute around a change of the clocks is shown as the zone has it', () => {
    const changes = {
      'Europe/London': ['2026-03-29T01:00:00.000Z', '2026-10-25T01:00:00.000Z'],
      'Australia/Lord_Howe': ['2026-04-04T15:00:00.000Z', '2026-10-03T15:30:00.000Z'],
      'Asia/Kathmandu': ['2026-11-21T18:15:00.000Z'],
    };
    for (const [zone, instants] of Object.entries(changes)) {
      const asked = new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'medium',
      });
      for (const instant of instants)
        for (let minutes = -40; minutes <= 40; minutes += 1) {
          const moment = new Date(Date.parse(instant) + minutes * 60_000 + 59_999).toISOString();
          const shown = `${calendarDay(moment, zone)}, ${clockTime(moment, zone)}`;
          expect(shown).toBe(asked.format(new Date(moment)));
        }
    }
  });

  test('what is typed means a moment in the zone of the reader', () => {
    expect(instantOf('21/11/2026 23:59', hanoi)).toBe('2026-11-21T16:59:00.000Z');
    expect(instantOf('1/2/2026 7:05', beijing)).toBe('2026-01-31T23:05:00.000Z');
    expect(instantOf(fieldTime(at, hanoi), hanoi)).toBe('2026-11-21T16:59:00.000Z');
  });

  test('what is no moment is refused', () => {
    for (const text of [
      '',
      'yesterday',
      '31/02/2026 10:00',
      '21/11/2026',
      '21/11/2026 25:00',
      '2026-11-21T10:00',
    ])
      expect(instantOf(text, hanoi), text).toBeNull();
    expect(instantOf('01/01/0001 10:00', hanoi)).toMatch(/^0001-01-01/);
    expect(dateOf('30/02/2026')).toBeNull();
    expect(dateOf('7/3/2026')).toBe('2026-03-07');
  });

  test('a time of day means the next time the clock shows it', () => {
    expect(nextTime('23:59', hanoi, '2026-11-21T16:30:00.000Z')).toBe('2026-11-21T16:59:00.000Z');
    expect(nextTime('06:00', hanoi, '2026-11-21T16:30:00.000Z')).toBe('2026-11-21T23:00:00.000Z');
    expect(nextTime('six', hanoi, at)).toBeNull();
  });

  test('where the clocks of the ends differ both are shown with their zones, the own one first', () => {
    const evening = '2026-11-21T14:03:27.000Z';
    expect(clocksOfBothEnds(evening, hanoi, [beijing])).toBe('21:03 +07 / 22:03 +08');
    expect(clocksOfBothEnds(evening, beijing, [hanoi], 'seconds')).toBe('22:03:27 +08 / 21:03:27 +07');
    expect(clocksOfBothEnds(at, hanoi, [beijing])).toBe('23:59 +07 / 22/11/2026 00:59 +08');
  });

  test('where the clocks of the ends agree one time without a zone is enough', () => {
    expect(clocksOfBothEnds(at, hanoi, ['Asia/Vientiane', 'Asia/Phnom_Penh'])).toBe('23:59');
    expect(clocksOfBothEnds(at, hanoi, [], 'seconds')).toBe('23:59:58');
  });

  test('a zone is named by its offset, also one that is not whole', () => {
    expect(zoneMark(at, 'Asia/Kathmandu')).toBe('+05:45');
    expect(zoneMark(at, 'America/St_Johns')).toBe('−03:30');
    expect(zoneMark(at, 'Etc/UTC')).toBe('+00');
  });

  test('running times never go below zero and grow by hours and days', () => {
    expect(runningTime(-5_000)).toBe('0:00');
    expect(runningTime(249_000)).toBe('4:09');
    expect(runningTime(3_849_000)).toBe('1:04:09');
    expect(runningTime(183_600_000)).toBe('2:03:00:00');
    expect(roughSpan(7_300_000)).toEqual({ unit: 'hour', count: 2 });
  });
});
