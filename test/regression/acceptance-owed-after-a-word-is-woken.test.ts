// A word that keeps a promise leaves the acceptance owing, whose deadline stood in the row alone: no timer was set for it,
// and the ladder went on up to a sweep late.
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { minute, openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe('The acceptance that is owed after the promised word', () => {
  const { node, now, onWatch, advance } = openScene();

  it('has its timer, as every deadline has', async () => {
    const [north, south] = await onWatch('duty.north', 'duty.south');
    const { incidentId, channelId } = await north.openIncident('river');
    const { alertId } = await north.raise(incidentId);
    const replyBy = new Date(now() + 3 * minute).toISOString();
    await south.send('alert.acknowledge', { alertId, grade: 'received', replyBy });
    expect((await north.alert(incidentId)).escalation).toMatchObject({ waitingFor: 'reply' });
    await south.post(channelId, 'We are looking');
    const { escalation } = await north.alert(incidentId);
    expect(escalation).toMatchObject({ waitingFor: 'accept', dueAt: expect.any(String) });
    const job = `${escalation.id}_${Date.parse(escalation.dueAt ?? '')}`;
    await until(
      async () => {
        const { rows } = await sql<{ id: string }>`select id from bullmq.job where id = ${job}`.execute(
          node().application.db,
        );
        return rows.length === 1;
      },
      { what: 'the timer' },
    );
    await advance(6 * minute);
    expect((await north.alert(incidentId)).escalation).toMatchObject({ state: 'running', turn: 2 });
  });
});
