// The order of the commander's queue, and how many columns a wall has: pure.
import { describe, expect, test } from 'vitest';
import { firstOut, groupsOf, mayGoTogether, standingOf } from '../../client/console/screens/queue/order.ts';
import { layoutFor, mostTiles } from '../../client/console/screens/wall/layout.ts';
import type { Severity } from '../../shared/cap.ts';
import type { QueueItem } from '../../shared/nouns/alert.ts';

interface Given {
  id: string;
  minute: number;
  at?: string;
  addressed?: boolean;
  standing?: 'exhausted' | 'running' | 'snoozed';
  severity?: Severity;
}

/** Only what the order looks at. */
function item(given: Given): QueueItem {
  const { id, minute, at = 'north', addressed = true, standing = 'running', severity = 'Severe' } = given;
  const escalation = {
    id,
    endId: addressed ? at : 'opposite',
    fromEndId: addressed ? 'opposite' : at,
    state: standing === 'exhausted' ? 'exhausted' : 'running',
    waitingFor: standing === 'snoozed' ? 'snooze' : 'step',
  };
  const raisedAt = `2026-11-21T14:${String(minute).padStart(2, '0')}:00.000Z`;
  return { addressed, escalation, alert: { raisedAt, severity } } as unknown as QueueItem;
}

const ids = (items: readonly QueueItem[]) => items.map(({ escalation }) => escalation.id);

describe('The queue', () => {
  test('groups by station of ours, the station with the most pressing alert first', () => {
    const groups = groupsOf([
      item({ id: 'late', minute: 9, at: 'east' }),
      item({ id: 'first', minute: 1, at: 'west' }),
      item({ id: 'raised', minute: 0, at: 'east', addressed: false }),
    ]);
    expect(groups.map(({ endId, items }) => [endId, ids(items)])).toEqual([
      ['west', ['first']],
      ['east', ['late', 'raised']],
    ]);
  });

  test('puts the exhausted first, what is put off last, and of equals the first-out on top', () => {
    const [group] = groupsOf([
      item({ id: 'put off', minute: 0, standing: 'snoozed' }),
      item({ id: 'theirs', minute: 0, addressed: false, standing: 'exhausted' }),
      item({ id: 'second', minute: 2 }),
      item({ id: 'first', minute: 1 }),
      item({ id: 'exhausted', minute: 5, standing: 'exhausted' }),
    ]);
    expect(ids(group?.items ?? [])).toEqual(['exhausted', 'first', 'second', 'theirs', 'put off']);
  });

  test('marks the first-out only where there are several, and never one that is put off', () => {
    const one = item({ id: 'one', minute: 3 });
    const off = item({ id: 'off', minute: 0, standing: 'snoozed' });
    expect(firstOut([one, off])).toBeNull();
    expect(firstOut([one, off, item({ id: 'two', minute: 4 })])).toBe('one');
  });

  test('lets nothing critical, exhausted or theirs be answered together with others', () => {
    const may = (more: Partial<Given>) => mayGoTogether(item({ id: 'x', minute: 0, ...more }));
    expect(may({ severity: 'Moderate' })).toBe(true);
    expect(may({ severity: 'Minor', standing: 'snoozed' })).toBe(true);
    expect(may({ severity: 'Extreme' })).toBe(false);
    expect(may({ severity: 'Severe' })).toBe(false);
    expect(may({ severity: 'Minor', standing: 'exhausted' })).toBe(false);
    expect(may({ severity: 'Minor', addressed: false })).toBe(false);
  });

  test('tells put off from calling', () => {
    expect(standingOf(item({ id: 'x', minute: 0, standing: 'snoozed' }))).toBe('snoozed');
    expect(standingOf(item({ id: 'x', minute: 0 }))).toBe('running');
  });
});

describe('The wall', () => {
  test('has room for every tile up to thirty, and no tile higher than wide on a wide screen', () => {
    for (let count = 1; count <= mostTiles; count += 1) {
      const { columns, rows } = layoutFor(count);
      expect(columns * rows, `${count}`).toBeGreaterThanOrEqual(count);
      expect(columns * (rows - 1), `${count}`).toBeLessThan(count);
      expect(1920 / columns, `${count}`).toBeGreaterThan(900 / rows);
    }
    expect(layoutFor(200)).toEqual(layoutFor(mostTiles));
  });
});
