// What is heard, and when: silence, the voice of a PC, floods and the health of the link, without a browser.
import { describe, expect, test } from 'vitest';
import { arrivalsWith, firstOut, groupAlarms, isFlood } from '../../client/console/state/alarm-flood.ts';
import type { Alarm, Priority } from '../../client/console/state/alarm-list.ts';
import { heldSilence, isOverslept, linkHealth, plannedSound } from '../../client/console/state/alarm-plan.ts';
import { harmonics, patterns, render, sampleRate } from '../../client/console/state/alarm-signals.ts';
import { claim, leaseMs, parseLease } from '../../client/console/state/voice-lease.ts';
import { silenceMs } from '../../shared/alarm-times.ts';

const now = Date.parse('2026-11-21T14:00:00.000Z');
const minute = 60_000;
let made = 0;

function alarm(
  priority: Priority,
  { loud = true, minutesAgo = 0, category = 'smuggling', lineId = 'river' } = {},
): Alarm {
  made += 1;
  return {
    escalationId: `escalation ${made}`,
    key: `key ${made}`,
    ...{ priority, kind: 'answer', loud, exercise: false },
    since: new Date(now - minutesAgo * minute).toISOString(),
    item: { category, lineId } as unknown as Alarm['item'],
  };
}

describe('what is heard', () => {
  test('is the signal of the most urgent loud alarm, at once', () => {
    const alarms = [alarm('warning'), alarm('critical', { loud: false })];
    expect(plannedSound(alarms, null, now)).toEqual({ signal: 'warning', from: 0 });
    expect(plannedSound([alarm('critical', { loud: false })], null, now)).toBeNull();
  });

  test('waits for the end of a silence, and no longer than one lasts', () => {
    const one = alarm('critical');
    const silence = { until: now + silenceMs, keys: [one.key] };
    expect(plannedSound([one], silence, now)).toEqual({ signal: 'critical', from: silence.until });
    expect(plannedSound([one], silence, silence.until)).toEqual({ signal: 'critical', from: 0 });
    // A clock that was set back by an hour must not be silent for an hour.
    expect(heldSilence([one], silence, now - 60 * minute)).toBeNull();
  });

  test('comes back at once for an alarm that was not silenced', () => {
    const [one, newer] = [alarm('critical'), alarm('information')];
    const silence = { until: now + silenceMs, keys: [one.key] };
    expect(heldSilence([one], silence, now)).toBe(silence);
    expect(heldSilence([one, { ...newer, loud: false }], silence, now)).toBe(silence);
    expect(plannedSound([one, newer], silence, now)).toEqual({ signal: 'critical', from: 0 });
  });

  test('is begun anew when the device slept through its beginning, and its audio clock stood still', () => {
    const afterSilence = { from: now + silenceMs, at: 10 + silenceMs / 1_000 };
    expect(isOverslept(afterSilence, now, 10)).toBe(false);
    expect(isOverslept(afterSilence, afterSilence.from, 20)).toBe(true);
    expect(isOverslept(afterSilence, afterSilence.from, afterSilence.at - 0.1)).toBe(false);
    expect(isOverslept({ from: 0, at: 10 }, now, 11)).toBe(false);
  });

  test('is a sound that can be found by ear: four harmonics within 15 dB on a base between 150 and 1000 Hz', () => {
    const weakest = Math.min(...harmonics) / Math.max(...harmonics);
    expect(harmonics.length).toBeGreaterThanOrEqual(4);
    expect(20 * Math.log10(weakest)).toBeGreaterThan(-15);
    for (const { pulses, everySeconds } of Object.values(patterns)) {
      for (const { base } of pulses) expect(base).toBeGreaterThanOrEqual(150);
      for (const { base } of pulses) expect(base * harmonics.length).toBeLessThanOrEqual(4_000);
      expect(pulses.at(-1)?.start).toBeLessThan(everySeconds);
    }
    expect(patterns.critical.pulses).toHaveLength(10);
    expect(patterns.warning.pulses).toHaveLength(3);
    expect(patterns.information.pulses).toHaveLength(1);
    const loudest = render(patterns.critical).reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    expect(loudest).toBeGreaterThan(0.3);
    expect(loudest).toBeLessThanOrEqual(1);
    expect(render(patterns.critical)).toHaveLength(patterns.critical.everySeconds * sampleRate);
  });
});

describe('the lease of the voice', () => {
  test('is renewed by its holder, and taken by another only when it has run out', () => {
    const mine = claim(null, 'one', now);
    expect(mine).toEqual({ tab: 'one', until: now + leaseMs });
    expect(claim(mine, 'one', now + 500)).toEqual({ tab: 'one', until: now + 500 + leaseMs });
    expect(claim(mine, 'two', now + 500)).toBeNull();
    expect(claim(mine, 'two', now + leaseMs)).toEqual({ tab: 'two', until: now + 2 * leaseMs });
  });

  test('that another clock wrote, or that cannot be read, holds nobody up', () => {
    expect(claim({ tab: 'one', until: now + 60 * minute }, 'two', now)).not.toBeNull();
    for (const text of [null, '', '{', '{"tab":1,"until":2}', '[]']) expect(parseLease(text)).toBeNull();
  });
});

describe('a flood', () => {
  test('is more than ten alarms in ten minutes, those that were answered counted', () => {
    const ten = Array.from({ length: 10 }, () => alarm('warning'));
    const before = arrivalsWith(new Map(), ten, now);
    expect(isFlood(before)).toBe(false);
    expect(isFlood(arrivalsWith(before, [alarm('information')], now))).toBe(true);
    expect(isFlood(arrivalsWith(before, [alarm('information')], now + 11 * minute))).toBe(false);
  });

  test('groups lower alarms by room and cause, and drops none', () => {
    const critical = [alarm('critical', { minutesAgo: 3 }), alarm('critical', { minutesAgo: 5 })];
    const packs = [alarm('warning'), alarm('warning')];
    const cattle = [alarm('warning', { category: 'grazing' })];
    const elsewhere = [alarm('warning', { lineId: 'ridge' }), alarm('warning', { lineId: 'ridge' })];
    const all = [...critical, ...packs, ...cattle, ...elsewhere];
    const { single, groups } = groupAlarms(all);
    expect(single).toEqual([...critical, ...cattle]);
    expect(groups.map((group) => group.alarms)).toEqual([packs, elsewhere]);
    expect(firstOut(all)).toBe(critical[1]?.escalationId);
    expect(firstOut(packs)).toBeNull();
  });
});

test('the link is doubted after 15 seconds of silence and lost after 30', () => {
  expect([0, 14_999, 15_000, 29_999, 30_000].map(linkHealth)).toEqual([
    'sound',
    'sound',
    'doubtful',
    'doubtful',
    'lost',
  ]);
});
