// The sweep fires the cases that are due in one transaction. One that could not be fired kept all the others from it.
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestOfficer } from '../support/officer.ts';
import { minute, openScene } from '../support/scene.ts';

describe('A case that cannot be fired', () => {
  const { node, onWatch, advance } = openScene();
  let north: TestOfficer;

  beforeAll(async () => {
    [north] = await onWatch('duty.north', 'duty.south');
  });

  it('holds up no other case, and stands out as overdue', async () => {
    const raised = [];
    for (let index = 0; index < 4; index += 1) {
      const opened = await north.openIncident('river');
      await north.raise(opened.incidentId);
      raised.push(opened);
    }
    const [, broken] = raised;
    const { db, metrics } = node().application;
    await sql`update escalations set ladder = '{}' where incident_id = ${broken?.incidentId}`.execute(db);
    await advance(2 * minute);
    const turns = await Promise.all(
      raised.map(async ({ channelId }) => (await north.entriesOf(channelId, 'escalation.called')).length),
    );
    expect(turns).toEqual([2, 1, 2, 2]);
    await advance(minute);
    const gauge = await metrics.oldestOverdueEscalationMs.get();
    expect(gauge.values[0]?.value).toBeGreaterThanOrEqual(minute);
  });
});
